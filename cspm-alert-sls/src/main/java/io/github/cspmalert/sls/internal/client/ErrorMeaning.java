package io.github.cspmalert.sls.internal.client;

import io.github.cspmalert.sls.internal.client.Failure.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an error code of the service means, and what a person should do. For most codes the code says it all; {@code
 * Unauthorized} and {@code InvalidAccessKeyId} stand for several things, which the service tells apart by its documented words.
 *
 * @param kind what is in the way
 * @param retryable whether another attempt may help
 * @param advice what to do, with {@code {project}}, {@code {logstore}}, {@code {region}}, {@code {endpoint}} to be filled in
 * @param quotes whether the service's own words follow; never where they may repeat parts of what was signed
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/error-codes">SLS: error codes</a>
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/api-getlogs">SLS: GetLogs</a>
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-createalert">SLS: CreateAlert</a>
 */
record ErrorMeaning(Kind kind, boolean retryable, String advice, boolean quotes) {

    private static final String PROXY =
            "a header or parameter of the request did not arrive as it was sent; look for a proxy or gateway that changes it";

    /** Documented words under a code that stands for several things, in lower case, and what they mean. */
    private record Words(String code, String words, ErrorMeaning meaning) {}

    private static final List<Words> WORDS = List.of(
            // https://sls.aliyun.com/doc/sqlerror/denied_by_sts_ram.html; the service answers it with 401 as well as
            // with 403.
            words("Unauthorized", "denied by sts or ram", Kind.PERMISSION, ""),
            words(
                    "Unauthorized",
                    "security token you provided has expired",
                    Kind.CREDENTIALS,
                    "the security token has expired; have the credentials provider fetch a new one before the old one ends"),
            words(
                    "Unauthorized",
                    "security token you provided is invalid",
                    Kind.CREDENTIALS,
                    "the security token is not valid; check that it is whole and was issued together with the AccessKey"),
            words(
                    "Unauthorized",
                    "accesskeyid not found",
                    Kind.CREDENTIALS,
                    "there is no such AccessKey id; check the credentials"),
            words(
                    "Unauthorized",
                    "accesskeyid is disabled",
                    Kind.CREDENTIALS,
                    "the AccessKey is disabled; enable it in the RAM console, or use another"),
            words(
                    "Unauthorized",
                    "accesskeyid is unauthorized",
                    Kind.CREDENTIALS,
                    "the AccessKey may not use Simple Log Service; grant its RAM user the permission"),
            words(
                    "Unauthorized",
                    "sls service has been forbidden",
                    Kind.CREDENTIALS,
                    "Simple Log Service is switched off for the account; look whether payments are overdue"),
            words(
                    "Unauthorized",
                    "project does not belong to you",
                    Kind.PROJECT,
                    "the project '{project}' belongs to another account; check its name, and whose AccessKey is used"),
            words(
                    "InvalidAccessKeyId",
                    "sls service has not opened",
                    Kind.CREDENTIALS,
                    "Simple Log Service is not activated for the account; activate it in its console"));

    private static final Map<String, ErrorMeaning> CODES = codes();

    private static Map<String, ErrorMeaning> codes() {
        Map<String, ErrorMeaning> codes = new HashMap<>();
        add(
                codes,
                Kind.CLOCK,
                "the clock of this machine is more than 15 minutes off; set it by a time server",
                "RequestTimeExpired",
                "RequestTimeTooSkewed");
        add(
                codes,
                Kind.PROJECT,
                "there is no project '{project}' in region '{region}'; check its name, the region and the endpoint {endpoint}",
                "ProjectNotExist",
                "ProjectNotExists");
        add(
                codes,
                Kind.PROJECT,
                "the project '{project}' is switched off; look whether payments are overdue",
                "ProjectForbidden");
        add(
                codes,
                Kind.LOGSTORE,
                "the project '{project}' has no Logstore '{logstore}'; check its name (that of Security Center is sas-log)",
                "LogStoreNotExist");
        add(
                codes,
                Kind.INDEX,
                "the Logstore '{logstore}' has no index; create one, since nothing can be queried without",
                "IndexConfigNotExist");
        add(
                codes,
                Kind.CREDENTIALS,
                "the credentials are refused; check that the AccessKey secret belongs to the AccessKey id, that neither it nor"
                        + " a security token has ended, and that the region '{region}' is that of the endpoint {endpoint}",
                "SignatureNotMatch");
        add(
                codes,
                Kind.CREDENTIALS,
                "there is no such AccessKey id, or it is disabled; check the credentials",
                "InvalidAccessKeyId");
        add(
                codes,
                Kind.CREDENTIALS,
                "the security token has expired; have the credentials provider fetch a new one before the old one ends",
                "SecurityTokenExpired");
        add(
                codes,
                Kind.REQUEST,
                "the host name that the endpoint {endpoint} and the project '{project}' make is refused; check both",
                "InvalidHost");
        add(codes, Kind.REQUEST, PROXY, "InvalidRequestTime", "InvalidDateFormat", "MissingDate", "MissingHost");
        add(codes, Kind.REQUEST, PROXY, "MissingContentType", "InvalidContentType", "MissingContentLength");
        add(codes, Kind.REQUEST, PROXY, "MissingBodyRawSize", "InvalidBodyRawSize", "InvalidCompressType");
        add(codes, Kind.REQUEST, PROXY, "MissingAPIVersion", "InvalidAPIVersion", "MissAccessKeyId");
        add(codes, Kind.REQUEST, PROXY, "MissingSignatureMethod", "InvalidSignatureMethod", "MissingParameter");
        add(
                codes,
                Kind.REQUEST,
                "the service does not know this operation; check that {endpoint} is an endpoint of Simple Log Service",
                "InvalidMethod");
        add(
                codes,
                Kind.REQUEST,
                "the request is longer than the 10 MiB that the service takes; shorten it",
                "PostBodyTooLarge");
        add(codes, Kind.REQUEST, "the time range is refused; it must begin before it ends", "InvalidTimeRange");
        add(
                codes,
                Kind.REQUEST,
                "as many objects of this kind exist as the quota of the project or the account allows; delete some, or have it"
                        + " raised",
                "ExceedQuota",
                "QuotaExceed",
                "ProjectQuotaExceed");
        add(codes, Kind.REQUEST, "there is no such alert; look whether somebody has deleted it", "JobNotExist");
        add(
                codes,
                Kind.REQUEST,
                "there is an alert of this name already; adopt it, or choose another",
                "JobAlreadyExist");
        add(
                codes,
                Kind.REQUEST,
                "there is no such record; look whether somebody has deleted it",
                "ResourceRecordNotExist");
        add(
                codes,
                Kind.REQUEST,
                "there is a record of this id already; adopt it, or choose another",
                "ResourceRecordAlreadyExist");
        add(
                codes,
                Kind.REQUEST,
                "there is no such table; open Alerts once in the console, and check the region that keeps them ({region})",
                "ResourceNotExist");
        codes.put(
                "MetaOperationQpsLimitExceeded",
                new ErrorMeaning(
                        Kind.BUSY, true, "too many look-ups and changes a second; make them more slowly", true));
        return Map.copyOf(codes);
    }

    private static void add(Map<String, ErrorMeaning> codes, Kind kind, String advice, String... names) {
        boolean quotes = kind == Kind.REQUEST;
        for (String name : names) {
            codes.put(name, new ErrorMeaning(kind, false, advice, quotes));
        }
    }

    private static Words words(String code, String words, Kind kind, String advice) {
        return new Words(code, words, new ErrorMeaning(kind, false, advice, false));
    }

    /** {@return what a documented code and its documented words mean; empty for others} */
    static Optional<ErrorMeaning> of(String code, @Nullable String message) {
        String said = String.valueOf(message).toLowerCase(Locale.ROOT);
        return WORDS.stream()
                .filter(each -> each.code().equals(code) && said.contains(each.words()))
                .map(Words::meaning)
                .findFirst()
                .or(() -> Optional.ofNullable(CODES.get(code)));
    }

    String advice(Target target, String region, String url) {
        return advice.replace("{project}", target.project())
                .replace("{logstore}", String.valueOf(target.logstore()))
                .replace("{region}", region)
                .replace("{endpoint}", url);
    }
}
