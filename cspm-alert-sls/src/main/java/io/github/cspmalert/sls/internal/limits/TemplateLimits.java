package io.github.cspmalert.sls.internal.limits;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The limits of content templates. What a template renders to is known when it is sent; what it says besides its variables is
 * known before, and may not be too long by itself.
 */
final class TemplateLimits {

    private static final int KILOBYTE = 1024;

    private static final Map<Channel, Integer> MOST_CHARACTERS = Map.of(Channel.SMS, 256, Channel.VOICE, 256);

    private static final Map<Channel, Integer> MOST_BYTES = Map.of(
            Channel.EMAIL, 8 * KILOBYTE,
            Channel.DINGTALK, 8 * KILOBYTE,
            Channel.LARK, 8 * KILOBYTE,
            Channel.SLACK, 8 * KILOBYTE,
            Channel.MESSAGE_CENTER, 8 * KILOBYTE,
            Channel.WECHAT, 4 * KILOBYTE,
            Channel.WEBHOOK, 16 * KILOBYTE,
            Channel.FUNCTION_COMPUTE, 16 * KILOBYTE,
            Channel.EVENT_BRIDGE, 16 * KILOBYTE);

    private static final Pattern VARIABLE_PARTS =
            Pattern.compile("\\{\\{.*?}}|\\{%.*?%}|\\{#.*?#}|\\$\\{[^{}]*}", Pattern.DOTALL);

    private final Violations violations;

    TemplateLimits(Violations violations) {
        this.violations = violations;
    }

    void check(ContentTemplate template) {
        String object = "content template '" + template.id() + "'";
        template.contents().forEach((channel, content) -> {
            String fixed = VARIABLE_PARTS.matcher(content.content().text()).replaceAll("");
            if (MOST_CHARACTERS.containsKey(channel)) {
                most(
                        object,
                        channel,
                        fixed.codePointCount(0, fixed.length()),
                        MOST_CHARACTERS.get(channel),
                        "characters");
            } else if (MOST_BYTES.containsKey(channel)) {
                most(object, channel, fixed.getBytes(StandardCharsets.UTF_8).length, MOST_BYTES.get(channel), "bytes");
            } else {
                violations.require(
                        false,
                        object,
                        "it has a content for channel '%s', which SLS does not have; leave it out".formatted(channel),
                        Page.RECORDS);
            }
        });
    }

    private void most(String object, Channel channel, int length, int most, String unit) {
        violations.require(
                length <= most,
                object,
                "the content for %s has %,d %s without its variables; SLS takes %,d"
                        .formatted(channel, length, unit, most),
                Page.LIMITS);
    }
}
