package io.github.cspmalert.examples.homes;

import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Operator;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.Period;
import io.github.cspmalert.definition.policy.PolicyStatement;
import io.github.cspmalert.definition.policy.Stop;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.recipient.WebhookType;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.SendType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Some action policies, each with a template of its own, and the recipients that they name. */
final class RandomPolicies {

    /** How many there are. */
    static final int COUNT = 24;

    /** What rules go with a policy. */
    enum Kind {
        /** Any. */
        PLAIN,
        /** It chooses by what changes, so rules that repeat each time. */
        CHOOSING,
        /** Rules that are merged. */
        MERGED
    }

    private static final List<String> SNIPPETS = List.of(
            "<p>{{ alert.status }} {{ format_severity(alert.severity) }} since {{ alert.fire_time | format_date }}</p>",
            "{{ alert.labels | to_json }} {{ alert.annotations | to_json }}",
            "{% for row in alert.fire_results %}[{% for name, value in row.items() %}{{ name }}={{ value }};{% endfor %}]{% endfor %}",
            "{{ alert.results[0].raw_results_count }} {{ alert.results[0].fire_result | to_json }}",
            "{{ alert.condition }} / {{ alert.raw_condition }}",
            "{{ alert.policy | to_json }} {{ alert.next_eval_interval | format_duration }}",
            "<a href=\"{{ alert.query_url }}\">logs</a> {{ alert.results[0].start_time }} {{ alert.results[0].end_time }}",
            "{{ to_list(alert.labels) }}{{ annotations_to_list(alert.annotations) }}",
            "{{ alert.resolve_time }} {{ alert.fire_results_count }} {{ alert.alert_time | format_date }}",
            "{% if alert.severity >= 8 %}urgent{% else %}{{ alert.annotations.desc }}{% endif %}",
            "{{ alert.results | to_json }}");

    private final int number;
    private final Random random;

    RandomPolicies(int number) {
        this.number = number;
        this.random = new Random(number);
    }

    Kind kind() {
        return Kind.values()[number % Kind.values().length];
    }

    String id() {
        return "policy-" + number;
    }

    private String templateId() {
        return "template-" + number;
    }

    /** Adds the recipients that all definitions name. */
    static AlertDefinitionsBuilder recipients(AlertDefinitionsBuilder builder) {
        builder.addUser(User.builder("ann")
                .addEmail("ann@example.com")
                .addEmail("ann@example.org")
                .phone("86", "13300000001")
                .smsEnabled(true)
                .voiceEnabled(true)
                .build());
        builder.addUser(User.builder("bob")
                .addEmail("bob@example.com")
                .phone("86", "13300000002")
                .smsEnabled(true)
                .build());
        builder.addUser(User.builder("cleo").addEmail("cleo@example.com").build());
        builder.addUser(
                User.builder("gone").addEmail("gone@example.com").enabled(false).build());
        builder.addUserGroup(UserGroup.of("team", "bob", "cleo", "gone"));
        builder.addUserGroup(new UserGroup("former", "", false, List.of("ann", "cleo")));
        builder.addWebhook(
                Webhook.builder("robot", WebhookType.DINGTALK, "https://robots.example.com/send?access_token=1")
                        .build());
        return builder.addWebhook(Webhook.builder("hook", WebhookType.CUSTOM, "https://hooks.example.com/alerts")
                .build());
    }

    ContentTemplate template() {
        return ContentTemplate.builder(templateId())
                .email("[{{ alert.severity }}] {{ alert.alert_name }}", "<b>{{ alert.alert_name }}</b>" + body())
                .content(
                        Channel.DINGTALK,
                        ContentFormat.TEXT,
                        "{{ alert.alert_name }}",
                        "# {{ alert.alert_id }}" + body())
                .content(Channel.SMS, ContentFormat.TEXT, "", "{{ alert.alert_name }} {{ alert.status }}")
                .content(Channel.VOICE, ContentFormat.TEXT, "", "{{ alert.alert_name }} {{ alert.severity }}")
                .request(
                        Channel.WEBHOOK,
                        SendType.SINGLE,
                        0,
                        "{\"name\": {{ quote(alert.alert_name) }}, \"rows\": {{ alert.fire_results | to_json }}}")
                .build();
    }

    private String body() {
        StringBuilder body = new StringBuilder();
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            // Merged alerts with all rows of all queries are longer than any message.
            int snippets = SNIPPETS.size() - (kind() == Kind.MERGED ? 1 : 0);
            body.append('\n').append(SNIPPETS.get(random.nextInt(snippets)));
        }
        return body.toString();
    }

    ActionPolicy policy() {
        ActionPolicy.Builder policy = ActionPolicy.builder(id());
        if (kind() != Kind.CHOOSING) {
            actions().forEach(policy::addAction);
            return policy.build();
        }
        policy.addStatement(Branch.when(condition(), statements()));
        if (random.nextBoolean()) {
            policy.addStatement(Branch.when(condition(), Branch.when(condition(), statements()), mail()));
        }
        actions().forEach(policy::addAction);
        return policy.build();
    }

    private PolicyStatement[] statements() {
        List<PolicyStatement> statements = new ArrayList<>(actions());
        if (random.nextBoolean()) {
            statements.add(new Stop());
        }
        return statements.toArray(PolicyStatement[]::new);
    }

    private AlertCondition condition() {
        AlertCondition one = comparison();
        return switch (random.nextInt(4)) {
            case 0 -> AlertCondition.and(one, comparison());
            case 1 -> AlertCondition.or(comparison(), AlertCondition.and(one, comparison()));
            default -> one;
        };
    }

    private AlertCondition comparison() {
        return switch (random.nextInt(6)) {
            case 0 -> AlertCondition.severityAtLeast(Severity.HIGH);
            case 1 -> AlertCondition.all(AlertField.SEVERITY).is(Operator.LESS, 8);
            case 2 -> AlertCondition.any(AlertField.label("team")).equalTo("blue");
            case 3 -> AlertCondition.any(AlertField.STATUS).is(Operator.NOT_EQUAL, "resolved");
            case 4 -> AlertCondition.any(new AlertField("fire_results_count")).is(Operator.GREATER, 3);
            default -> AlertCondition.all(AlertField.ALERT_ID).is(Operator.GREATER, "s2026113");
        };
    }

    private List<Action> actions() {
        List<Action> actions = new ArrayList<>(List.of(mail()));
        if (random.nextInt(3) == 0) {
            actions.add(action(Channel.SMS).users("ann", "bob").build());
        }
        if (random.nextInt(4) == 0) {
            actions.add(action(Channel.VOICE).users("ann").groups("team").build());
        }
        if (random.nextInt(3) == 0) {
            actions.add(action(Channel.DINGTALK).webhook("robot").build());
        }
        if (kind() != Kind.MERGED && random.nextInt(3) == 0) {
            actions.add(action(Channel.WEBHOOK).webhook("hook").build());
        }
        return actions;
    }

    private Action mail() {
        Period[] periods = Period.values();
        Action.Builder mail = action(Channel.EMAIL)
                .period(kind() == Kind.CHOOSING ? periods[random.nextInt(periods.length)] : Period.ANY);
        return switch (random.nextInt(4)) {
            case 0 -> mail.users("ann", "cleo").build();
            case 1 -> mail.groups("team").build();
            case 2 -> mail.users("gone", "cleo").groups("former").build();
            default -> mail.users("bob", "ann").groups("team", "former").build();
        };
    }

    private Action.Builder action(Channel channel) {
        return Action.builder(channel).template(templateId());
    }
}
