package io.github.cspmalert.sls.internal.wire;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table of all kinds of object, each after the kinds that it names. A new kind is one more row here, a codec, and its
 * limits.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">SLS: alert
 *     resource data</a>
 */
public final class ObjectTypes {

    private static final Map<ObjectKind, ObjectType<?>> ALL = table(
            new ObjectType<>(
                            ObjectKind.USER,
                            "sls.common.user",
                            AlertDefinitions::users,
                            AlertDefinitionsBuilder::addUser)
                    .called(User::id, User::name)
                    .written(UserCodec::encode, UserCodec::decode),
            new ObjectType<>(
                            ObjectKind.USER_GROUP,
                            "sls.common.user_group",
                            AlertDefinitions::userGroups,
                            AlertDefinitionsBuilder::addUserGroup)
                    .called(UserGroup::id, UserGroup::name)
                    .written(UserGroupCodec::encode, UserGroupCodec::decode)
                    .naming(group -> keys(ObjectKind.USER, group.members())),
            new ObjectType<Void>(
                    ObjectKind.ONCALL_GROUP, "sls.alert.oncall_group", all -> List.of(), (all, group) -> {}),
            // The SDK's own constant for the next one names a resource that does not exist.
            new ObjectType<>(
                            ObjectKind.WEBHOOK,
                            "sls.alert.action_webhook",
                            AlertDefinitions::webhooks,
                            AlertDefinitionsBuilder::addWebhook)
                    .called(Webhook::id, Webhook::name)
                    .written(WebhookCodec::encode, WebhookCodec::decode)
                    .secret("url", "secret", "headers"),
            new ObjectType<>(
                            ObjectKind.CONTENT_TEMPLATE,
                            "sls.alert.content_template",
                            AlertDefinitions::templates,
                            AlertDefinitionsBuilder::addTemplate)
                    .called(ContentTemplate::id, ContentTemplate::name)
                    .written(ContentTemplateCodec::encode, ContentTemplateCodec::decode),
            new ObjectType<>(
                            ObjectKind.ACTION_POLICY,
                            "sls.alert.action_policy",
                            AlertDefinitions::actionPolicies,
                            AlertDefinitionsBuilder::addActionPolicy)
                    .called(ActionPolicy::id, ActionPolicy::name)
                    .written(ActionPolicyCodec::encode, ActionPolicyCodec::decode)
                    .naming(policy -> policy.allActions().stream().flatMap(ObjectTypes::named)),
            new ObjectType<>(
                            ObjectKind.ALERT_POLICY,
                            "sls.alert.alert_policy",
                            AlertDefinitions::alertPolicies,
                            AlertDefinitionsBuilder::addAlertPolicy)
                    .called(AlertPolicy::id, AlertPolicy::name)
                    .written(AlertPolicyCodec::encode, AlertPolicyCodec::decode)
                    .naming(policy -> Stream.concat(
                            keys(ObjectKind.ACTION_POLICY, List.of(policy.actionPolicy())),
                            key(ObjectKind.ALERT_POLICY, policy.parent()))),
            new ObjectType<>(ObjectKind.RULE, null, AlertDefinitions::rules, AlertDefinitionsBuilder::addRule)
                    .called(AlertRule::id, AlertRule::displayName)
                    .written(RuleWriter::write, RuleReader::read)
                    .naming(rule -> Stream.concat(
                            keys(ObjectKind.ALERT_POLICY, List.of(rule.alertPolicy())),
                            key(ObjectKind.ACTION_POLICY, rule.actionPolicy())))
                    .ofTheService("createTime", "lastModifiedTime", "status")
                    .maps(
                            "/configuration/templateConfiguration/tokens",
                            "/configuration/templateConfiguration/annotations")
                    .instants("/configuration/" + RuleSwitches.MUTE));

    private ObjectTypes() {}

    private static Map<ObjectKind, ObjectType<?>> table(ObjectType<?>... types) {
        Map<ObjectKind, ObjectType<?>> table = new EnumMap<>(ObjectKind.class);
        Arrays.stream(types).forEach(type -> table.put(type.kind(), type));
        return table;
    }

    /** {@return all kinds, each after those that it names} */
    public static List<ObjectType<?>> all() {
        return List.copyOf(ALL.values());
    }

    /** {@return what is known of a kind} */
    public static ObjectType<?> of(ObjectKind kind) {
        return Objects.requireNonNull(ALL.get(kind), kind::words);
    }

    /** {@return whether an object belongs to a project, not to the whole account} */
    public static boolean isOfProject(ObjectKey key) {
        return of(key.kind()).resource().isEmpty();
    }

    private static Stream<ObjectKey> named(Action action) {
        return Stream.of(
                        keys(ObjectKind.CONTENT_TEMPLATE, List.of(action.template())),
                        key(ObjectKind.WEBHOOK, action.webhook()),
                        keys(ObjectKind.ONCALL_GROUP, action.oncallGroups()),
                        keys(ObjectKind.USER_GROUP, action.groups()),
                        keys(ObjectKind.USER, action.users()))
                .flatMap(keys -> keys);
    }

    private static Stream<ObjectKey> key(ObjectKind kind, Optional<String> id) {
        return keys(kind, id.stream().toList());
    }

    private static Stream<ObjectKey> keys(ObjectKind kind, Collection<String> ids) {
        return ids.stream().filter(id -> !id.isBlank()).map(id -> new ObjectKey(kind, id));
    }
}
