package io.github.cspmalert.sls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.sls.internal.wire.ActionPolicyCodec;
import io.github.cspmalert.sls.internal.wire.AlertPolicyCodec;
import io.github.cspmalert.sls.internal.wire.ContentTemplateCodec;
import io.github.cspmalert.sls.internal.wire.Decoded;
import io.github.cspmalert.sls.internal.wire.RuleCodec;
import io.github.cspmalert.sls.internal.wire.UserCodec;
import io.github.cspmalert.sls.internal.wire.UserGroupCodec;
import io.github.cspmalert.sls.internal.wire.WebhookCodec;
import io.github.cspmalert.sls.internal.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lays definitions out as the objects that the service keeps, in the order in which the ones name the others. */
final class WantedObjects {

    private final List<Wanted> all = new ArrayList<>();

    private WantedObjects() {}

    static List<Wanted> of(AlertDefinitions definitions) {
        WantedObjects objects = new WantedObjects();
        objects.add(ObjectKind.USER, definitions.users(), User::id, User::name, UserCodec::encode, UserCodec::decode);
        objects.add(
                ObjectKind.USER_GROUP,
                definitions.userGroups(),
                UserGroup::id,
                UserGroup::name,
                UserGroupCodec::encode,
                UserGroupCodec::decode);
        objects.add(
                ObjectKind.WEBHOOK,
                definitions.webhooks(),
                Webhook::id,
                Webhook::name,
                WebhookCodec::encode,
                WebhookCodec::decode);
        objects.add(
                ObjectKind.CONTENT_TEMPLATE,
                definitions.templates(),
                ContentTemplate::id,
                ContentTemplate::name,
                ContentTemplateCodec::encode,
                ContentTemplateCodec::decode);
        objects.add(
                ObjectKind.ACTION_POLICY,
                definitions.actionPolicies(),
                ActionPolicy::id,
                ActionPolicy::name,
                ActionPolicyCodec::encode,
                ActionPolicyCodec::decode);
        objects.add(
                ObjectKind.ALERT_POLICY,
                definitions.alertPolicies(),
                AlertPolicy::id,
                AlertPolicy::name,
                AlertPolicyCodec::encode,
                AlertPolicyCodec::decode);
        objects.add(
                ObjectKind.RULE,
                definitions.rules(),
                AlertRule::id,
                AlertRule::displayName,
                rule -> RuleCodec.encode(rule, definitions.sources()),
                json -> RuleCodec.decode(json, store -> sourceName(definitions.sources(), store)));
        return objects.all;
    }

    private static String sourceName(Map<String, Store> sources, Store store) {
        return sources.entrySet().stream()
                .filter(source -> source.getValue().equals(store))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(store.toString());
    }

    private <T> void add(
            ObjectKind kind,
            List<T> definitions,
            Function<T, String> id,
            Function<T, String> name,
            Function<T, Wire> encode,
            Function<JsonNode, Decoded<T>> decode) {
        for (T each : definitions) {
            String shown = name.apply(each).isEmpty() ? id.apply(each) : name.apply(each);
            all.add(new Wanted(
                    new ObjectKey(kind, id.apply(each)), shown, encode.apply(each), (ObjectNode live) -> new Decoded<>(
                                    each, List.of())
                            .equals(decode.apply(live))));
        }
    }
}
