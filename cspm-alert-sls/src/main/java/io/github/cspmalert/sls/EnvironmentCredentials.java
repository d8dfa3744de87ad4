package io.github.cspmalert.sls;

import io.github.cspmalert.common.AlertConfigurationException;
import java.util.List;
import java.util.Map;

/** Reads an AccessKey from environment variables. */
final class EnvironmentCredentials {

    private static final String ID = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    private static final String SECRET = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
    private static final String TOKEN = "ALIBABA_CLOUD_SECURITY_TOKEN";

    private EnvironmentCredentials() {}

    static SlsCredentials read(Map<String, String> environment) {
        List<String> missing = List.of(ID, SECRET).stream()
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .map(name -> "environment variable " + name + " is not set; set it, or hand in credentials")
                .toList();
        if (!missing.isEmpty()) {
            throw new AlertConfigurationException("credentials", missing);
        }
        String id = environment.getOrDefault(ID, "");
        String secret = environment.getOrDefault(SECRET, "");
        String token = environment.getOrDefault(TOKEN, "");
        return token.isBlank() ? SlsCredentials.of(id, secret) : SlsCredentials.temporary(id, secret, token);
    }
}
