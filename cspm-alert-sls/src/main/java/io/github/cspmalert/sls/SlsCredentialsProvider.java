package io.github.cspmalert.sls;

/**
 * Supplies the AccessKey of each request, so that temporary ones can be renewed. Called on every request from several
 * threads: an implementation is thread-safe and keeps what it fetched.
 */
@FunctionalInterface
public interface SlsCredentialsProvider {

    /** {@return the credentials to sign the next request with} */
    SlsCredentials credentials();

    /**
     * Creates a provider that always gives the same credentials.
     *
     * @param credentials the credentials
     * @return the provider
     */
    static SlsCredentialsProvider of(SlsCredentials credentials) {
        return () -> credentials;
    }

    /**
     * Creates a provider that reads {@code ALIBABA_CLOUD_ACCESS_KEY_ID}, {@code ALIBABA_CLOUD_ACCESS_KEY_SECRET} and, for
     * temporary keys, {@code ALIBABA_CLOUD_SECURITY_TOKEN} from the environment when credentials are asked for. Asking
     * throws {@link io.github.cspmalert.common.AlertConfigurationException} if the id or the secret is not set.
     *
     * @return the provider
     */
    static SlsCredentialsProvider fromEnvironment() {
        return () -> EnvironmentCredentials.read(System.getenv());
    }
}
