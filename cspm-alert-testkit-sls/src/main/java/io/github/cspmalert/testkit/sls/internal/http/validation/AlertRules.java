package io.github.cspmalert.testkit.sls.internal.http.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an alert must be like, apart from its configuration. See
 * <a href="https://www.alibabacloud.com/help/en/log-service/latest/alert-data-structure">Data structure of an alert</a>.
 */
public final class AlertRules {

    private static final Pattern NAME = Pattern.compile("[0-9a-z][0-9a-z_-]{0,62}[0-9a-z]");

    private AlertRules() {}

    /**
     * Checks an alert.
     *
     * @param alert the alert
     * @throws SlsException if the service would not accept it
     */
    public static void check(ObjectNode alert) {
        Fields fields = Fields.of(alert);
        String name = fields.text("name");
        if (name.length() < 4 || !NAME.matcher(name).matches()) {
            throw fields.wrong(
                    "name",
                    "it must have 4 to 64 lower-case letters, digits, hyphens and underscores, with a letter or digit at"
                            + " either end");
        }
        int displayed = utf8(fields.text("displayName"));
        if (displayed < 4 || displayed > 100) {
            throw fields.wrong("displayName", "it must have 4 to 100 bytes in UTF-8, and has " + displayed);
        }
        int described = utf8(fields.textOrEmpty("description"));
        if (described > 256) {
            throw fields.wrong("description", "it must have at most 256 bytes in UTF-8, and has " + described);
        }
        if (fields.has("type")) {
            fields.oneOf("type", List.of("Alert"));
        }
        if (!fields.textOrEmpty("state").isEmpty()) {
            fields.oneOf("state", List.of("Enabled", "Disabled"));
        }
        ScheduleRules.check(fields.object("schedule"));
        ConfigurationRules.check(fields.object("configuration"));
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
