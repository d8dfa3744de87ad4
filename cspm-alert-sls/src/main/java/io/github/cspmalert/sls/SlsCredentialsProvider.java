package io.github.cspmalert.sls;

import io.github.cspmalert.common.AlertConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gives the credentials for a request. Implement it to take them from a vault, or from Alibaba Cloud's
 * {@code credentials-java}:
 *
 * <pre>{@code
 * com.aliyun.credentials.Client vendor = new com.aliyun.credentials.Client();
 * SlsCredentialsProvider provider = () -> {
 *     var model = vendor.getCredential();
 *     return SlsCredentials.temporary(model.getAccessKeyId(), model.getAccessKeySecret(), model.getSecurityToken());
 * };
 * }</pre>
 *
 * <p>It is called for each request, each attempt included, from several threads at once; it must be quick, so what is
 * fetched from elsewhere should be kept until shortly before it expires. An exception fails the attempt, which is repeated
 * unless it is a {@link io.github.cspmalert.common.CspmAlertException} that is not retryable. Its message must hold no
 * secret, since it becomes the cause of a {@link io.github.cspmalert.log.LogQueryException}.
 */
@FunctionalInterface
public interface SlsCredentialsProvider {

    /** The environment variable that holds the AccessKey id: {@value}. */
    String ACCESS_KEY_ID_VARIABLE = "ALIBABA_CLOUD_ACCESS_KEY_ID";

    /** The environment variable that holds the AccessKey secret: {@value}. */
    String ACCESS_KEY_SECRET_VARIABLE = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";

    /** The environment variable that holds the security token of temporary credentials: {@value}. Optional. */
    String SECURITY_TOKEN_VARIABLE = "ALIBABA_CLOUD_SECURITY_TOKEN";

    /** {@return the credentials for a request that is about to be sent} */
    SlsCredentials credentials();

    /**
     * Creates a provider of the same credentials for ever.
     *
     * @param credentials the credentials
     * @return the provider
     */
    static SlsCredentialsProvider of(SlsCredentials credentials) {
        Objects.requireNonNull(credentials, "credentials");
        return () -> credentials;
    }

    /**
     * Creates a provider of the credentials in the environment variables that all of Alibaba Cloud's tools read:
     * {@value #ACCESS_KEY_ID_VARIABLE}, {@value #ACCESS_KEY_SECRET_VARIABLE} and, for temporary ones,
     * {@value #SECURITY_TOKEN_VARIABLE}. They are read here, once, since the environment of a process does not change.
     *
     * @return the provider
     * @throws AlertConfigurationException if the id or the secret is not set; each missing variable is named
     * @throws IllegalArgumentException if a value cannot be what it should be
     */
    static SlsCredentialsProvider fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /**
     * Creates a provider of the credentials in variables that are named as in {@link #fromEnvironment()}, such as a parsed
     * configuration file.
     *
     * @param variables the values by name
     * @return the provider
     * @throws AlertConfigurationException if the id or the secret is not set; each missing variable is named
     * @throws IllegalArgumentException if a value cannot be what it should be
     */
    static SlsCredentialsProvider fromEnvironment(Map<String, String> variables) {
        List<String> problems = new ArrayList<>();
        String id = required(variables, ACCESS_KEY_ID_VARIABLE, problems);
        String secret = required(variables, ACCESS_KEY_SECRET_VARIABLE, problems);
        if (!problems.isEmpty()) {
            throw new AlertConfigurationException("credentials from the environment", problems);
        }
        String token = variables.get(SECURITY_TOKEN_VARIABLE);
        return of(
                token == null || token.isBlank()
                        ? SlsCredentials.of(id, secret)
                        : SlsCredentials.temporary(id, secret, token));
    }

    private static String required(Map<String, String> variables, String name, List<String> problems) {
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            problems.add("the environment variable " + name + " is not set; set it, or give the credentials in code");
            return "";
        }
        return value;
    }
}
