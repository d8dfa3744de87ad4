package io.github.cspmalert.sls;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.sls.internal.json.JsonText;
import io.github.cspmalert.sls.internal.provision.RecordStore;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.time.Duration;

/** A service, a connection that sends each request once, and small definitions. */
final class ProvisionerFixture implements AutoCloseable {

    static final String PROJECT = "sas-log-1234567890-cn-hangzhou";
    static final String ARTICLE =
            """
            __topic__:sas-cspm-log AND status:NOT_PASS |
            SELECT instance_type, check_item_name, count(*) AS cnt
            GROUP BY instance_type, check_item_name""";

    final EmbeddedSls server;
    final SlsConnection connection;

    ProvisionerFixture() {
        this(1);
    }

    ProvisionerFixture(int maxAttempts) {
        server = EmbeddedSls.builder().cspmLogstore(PROJECT, "sas-log").start();
        connection = SlsConnection.builder(server.endpoint(), server.region())
                .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                .proxy(server.proxyHost(), server.port())
                .maxAttempts(maxAttempts)
                .pace(new ManualPace())
                .build();
    }

    SlsProvisioner provisioner() {
        return SlsProvisioner.builder(connection, PROJECT).build();
    }

    RecordStore records() {
        return new RecordStore(connection.in("cn-shanghai").calls());
    }

    /** Puts a record in as the console leaves it. */
    static void put(EmbeddedSls server, String resource, String value) {
        var json = JsonText.readObject(value).orElseThrow();
        // Of the fields that end so the first is that of the record itself.
        put(server, resource, first(json, "id"), first(json, "name"), value);
    }

    private static String first(JsonNode json, String ending) {
        return json.properties().stream()
                .filter(field -> field.getKey().endsWith(ending))
                .map(field -> field.getValue().asText())
                .findFirst()
                .orElseThrow();
    }

    static void put(EmbeddedSls server, String resource, String id, String tag, String value) {
        server.putRecord(
                resource,
                JsonText.object()
                        .put("id", id)
                        .put("tag", tag)
                        .put("value", value)
                        .toString());
    }

    static AlertRuleBuilder rule() {
        return AlertRule.builder("cspm-not-passed")
                .displayName("CSPM not passed")
                .query(ARTICLE)
                .timeSpan(TimeSpan.relative(Duration.ofHours(1)))
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .severity(Severity.HIGH)
                .addAnnotation("title", "${alert_name} triggered")
                .actionPolicy("mail-sec-ops");
    }

    static AlertDefinitions definitions() {
        return definitions(rule().build());
    }

    static AlertDefinitions definitions(AlertRule... rules) {
        var builder = AlertDefinitions.builder()
                .source(Store.log("cn-hangzhou", PROJECT, "sas-log"))
                .addUser(User.builder("alex")
                        .name("Alex")
                        .addEmail("alex@example.com")
                        .build())
                .addUserGroup(UserGroup.of("devops", "alex").named("DevOps Team"))
                .addTemplate(ContentTemplate.builder("failed")
                        .email("CSPM: {{ alert.alert_name }}", "<b>{{ alert.annotations.title }}</b>")
                        .build())
                .addActionPolicy(ActionPolicy.builder("mail-sec-ops")
                        .addAction(Action.builder(Channel.EMAIL)
                                .groups("devops")
                                .template("failed")
                                .build())
                        .build());
        for (AlertRule rule : rules) {
            builder.addRule(rule);
        }
        return builder.build();
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
