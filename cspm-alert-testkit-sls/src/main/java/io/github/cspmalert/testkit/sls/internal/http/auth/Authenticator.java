package io.github.cspmalert.testkit.sls.internal.http.auth;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lets a request pass if a known key signed it, not long ago. */
public final class Authenticator {

    private static final Pattern V1 = Pattern.compile("LOG ([^:]+):(.+)");
    private static final Pattern V4 =
            Pattern.compile(SignatureV4.ALGORITHM + " Credential=([^/,]+)/([^,]+), ?Signature=([0-9a-fA-F]+)");
    private static final DateTimeFormatter V4_TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

    private final Map<String, AccessKey> keys;
    private final Set<String> regions;
    private final Clock clock;
    private final Duration maxSkew;

    /**
     * Creates an authenticator.
     *
     * @param keys the known keys by id
     * @param regions the regions that fourth-version signatures may name
     * @param clock the time of the service
     * @param maxSkew how far the time of a request may be from it
     */
    public Authenticator(Map<String, AccessKey> keys, Set<String> regions, Clock clock, Duration maxSkew) {
        this.keys = Map.copyOf(keys);
        this.regions = Collections.unmodifiableSet(new LinkedHashSet<>(regions));
        this.clock = clock;
        this.maxSkew = maxSkew;
    }

    /**
     * Checks a request.
     *
     * @param request the request
     * @throws SlsException if it may not pass
     */
    public void check(SlsRequest request) {
        String authorization = required(request, "authorization");
        Matcher v1 = V1.matcher(authorization);
        Matcher v4 = V4.matcher(authorization);
        if (v1.matches()) {
            checkV1(request, v1.group(1), v1.group(2));
        } else if (v4.matches()) {
            checkV4(request, v4.group(1), v4.group(2), v4.group(3));
        } else {
            throw SlsException.parameterInvalid("Http extend authorization pair is invalid; it must start with \"LOG \""
                    + " or \"" + SignatureV4.ALGORITHM + " \".");
        }
    }

    private void checkV1(SlsRequest request, String keyId, String signature) {
        String date = request.header("date");
        if (date == null) {
            date = required(request, "x-log-date");
        }
        checkSkew(date, timeOfV1(date));
        AccessKey key = key(request, keyId);
        String digest = request.headerOrEmpty("content-md5");
        if (!digest.isEmpty()) {
            checkDigest("Content-MD5", digest, "MD5", request.body());
        }
        checkSignature(SignatureV1.of(request, date, key.secret()), signature);
    }

    private void checkV4(SlsRequest request, String keyId, String scope, String signature) {
        String dateTime = required(request, "x-log-date");
        checkSkew(dateTime, timeOfV4(dateTime));
        AccessKey key = key(request, keyId);
        String digest = required(request, "x-log-content-sha256");
        checkDigest("x-log-content-sha256", digest, "SHA-256", request.body());
        String region = region(scope, dateTime);
        checkSignature(SignatureV4.of(request, dateTime, region, key.secret()), signature.toLowerCase(Locale.ROOT));
    }

    private String region(String scope, String dateTime) {
        return regions.stream()
                .filter(region -> scope.equals(SignatureV4.scope(dateTime, region)))
                .findFirst()
                .orElseThrow(() -> signatureNotMatch("Signature scope " + scope + " not matched; the scope is "
                        + regions.stream()
                                .map(region -> SignatureV4.scope(dateTime, region))
                                .collect(Collectors.joining(" or "))
                        + "."));
    }

    private static void checkSignature(String expected, String actual) {
        if (!Digests.same(expected, actual)) {
            throw signatureNotMatch("Signature " + actual + " not matched.");
        }
    }

    private static SlsException signatureNotMatch(String message) {
        return new SlsException(401, "SignatureNotMatch", message);
    }

    private static void checkDigest(String header, String digest, String algorithm, byte[] body) {
        if (!Digests.same(Digests.hex(algorithm, body), digest.toLowerCase(Locale.ROOT))) {
            throw SlsException.postBodyInvalid(header + " is not the digest of the body.");
        }
    }

    private AccessKey key(SlsRequest request, String keyId) {
        AccessKey key = keys.get(keyId);
        if (key == null) {
            throw new SlsException(401, "Unauthorized", "AccessKeyId not found: " + keyId);
        }
        if (!Objects.equals(key.securityToken(), request.header("x-acs-security-token"))) {
            throw new SlsException(401, "Unauthorized", "The security token you provided is invalid.");
        }
        return key;
    }

    private void checkSkew(String date, Instant time) {
        Instant now = clock.instant();
        if (Duration.between(time, now).abs().compareTo(maxSkew) > 0) {
            throw new SlsException(
                    400,
                    "RequestTimeTooSkewed",
                    "Request time " + date + " has been expired while server time is " + now + ".");
        }
    }

    private static Instant timeOfV1(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new SlsException(400, "InvalidDateFormat", "Date " + date + " must follow RFC822.");
        }
    }

    private static Instant timeOfV4(String dateTime) {
        try {
            return LocalDateTime.parse(dateTime, V4_TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new SlsException(
                    400, "InvalidDateFormat", "x-log-date " + dateTime + " must look like 20261123T100011Z.");
        }
    }

    private static String required(SlsRequest request, String header) {
        String value = request.header(header);
        if (value == null) {
            throw new SlsException(400, "MissingParameter", "Missing http extend header key : " + header + ".");
        }
        return value;
    }
}
