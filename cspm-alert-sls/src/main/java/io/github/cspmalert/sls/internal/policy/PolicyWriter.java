package io.github.cspmalert.sls.internal.policy;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.definition.policy.PolicyStatement;
import io.github.cspmalert.definition.policy.Stop;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.WebhookType;
import io.github.cspmalert.sls.internal.DurationText;
import io.github.cspmalert.sls.internal.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes policies in the service's policy language. Every text is quoted, so that none can break out of its place.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">SLS: alert
 *     resource data, with samples of the language</a>
 */
public final class PolicyWriter {

    /** The channels on which an action tells people; on the others that the service publishes, it tells webhooks. */
    public static final Set<Channel> TO_PEOPLE = Set.of(Channel.EMAIL, Channel.SMS, Channel.VOICE);

    private static final String INDENT = "    ";

    private PolicyWriter() {}

    /** {@return the script of an action policy} */
    public static String write(List<PolicyStatement> statements) {
        StringBuilder script = new StringBuilder();
        statements(script, "", statements);
        return script.substring(0, Math.max(0, script.length() - 1));
    }

    private static void statements(StringBuilder script, String indent, List<PolicyStatement> statements) {
        for (PolicyStatement statement : statements) {
            if (statement instanceof Branch branch) {
                script.append(indent)
                        .append("if ")
                        .append(condition(branch.condition(), false))
                        .append(":\n");
                statements(script, indent + INDENT, branch.statements());
            } else if (statement instanceof Action action) {
                script.append(indent).append(fire(action)).append('\n');
            } else if (statement instanceof Stop) {
                script.append(indent).append("stop()\n");
            }
        }
    }

    private static String condition(AlertCondition condition, boolean nested) {
        if (condition instanceof AlertCondition.Comparison comparison) {
            String subject = comparison.quantifier() == AlertCondition.Quantifier.ANY ? "alert." : "alerts.";
            String value = comparison.value() instanceof String text
                    ? quote(text)
                    : comparison.value().toString();
            return subject + comparison.field().name() + " "
                    + comparison.operator().sign() + " " + value;
        }
        AlertCondition.Combination combination = (AlertCondition.Combination) condition;
        String all = combination.conditions().stream()
                .map(each -> condition(each, true))
                .collect(Collectors.joining(combination.conjunction() ? " and " : " or "));
        return nested ? "(" + all + ")" : all;
    }

    private static String fire(Action action) {
        String told = action.webhook()
                .map(webhook -> "type=\"webhook_integration\", integration_type=%s, webhook_id=%s"
                        .formatted(quote(integration(action.channel())), quote(webhook)))
                .orElseGet(() -> people(action));
        return "fire(%s, template_id=%s, period=%s)"
                .formatted(told, quote(action.template()), quote(Words.of(action.period())));
    }

    private static String people(Action action) {
        if (!TO_PEOPLE.contains(action.channel())) {
            throw unpublished(action.channel());
        }
        return "type=%s, users=%s, groups=%s, oncall_groups=%s, receiver_type=\"static\", external_url=\"\", external_headers={}"
                .formatted(
                        quote(action.channel().id()),
                        list(action.users()),
                        list(action.groups()),
                        list(action.oncallGroups()));
    }

    private static String integration(Channel channel) {
        return Arrays.stream(WebhookType.values())
                .filter(type -> type.channel().equals(channel))
                .map(Words::of)
                .findFirst()
                .orElseThrow(() -> unpublished(channel));
    }

    private static IllegalArgumentException unpublished(Channel channel) {
        return new IllegalArgumentException(
                "channel '%s' cannot be written, since Simple Log Service publishes no form for it".formatted(channel));
    }

    /** {@return the script by which an alert policy merges} */
    public static String write(AlertPolicy policy) {
        String group = Stream.concat(
                        policy.mergeBy().stream().map(MergeField::field),
                        policy.mergeByLabels().stream().map(AlertField::label))
                .map(field -> "\"alert.%s\": alert.%s".formatted(field, field))
                .collect(Collectors.joining(", ", "{", "}"));
        return "fire(action_policy=%s, group=%s, group_by_all_labels=%s, group_wait=%s, group_interval=%s, repeat_interval=%s)"
                .formatted(
                        quote(policy.actionPolicy()),
                        group,
                        policy.mergeByAllLabels(),
                        quote(DurationText.write(policy.groupWait())),
                        quote(DurationText.write(policy.groupInterval())),
                        quote(DurationText.write(policy.repeatInterval())));
    }

    private static String list(List<String> ids) {
        return ids.stream().map(PolicyWriter::quote).collect(Collectors.joining(", ", "[", "]"));
    }

    /** {@return the text in double quotes, in which nothing can end it but the last} */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
