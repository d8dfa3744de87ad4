package io.github.cspmalert.json;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.StoreType;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.json.ObjectForm.Setter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A whole document. */
final class DefinitionsForm {

    private static final int VERSION = 1;

    private static final Form<Store> STORE = ObjectForm.record(
                    "store",
                    Store.meta("usual"),
                    values -> new Store(
                            values.get("type"), values.get("region"), values.get("project"), values.get("store")))
            .required("type", Forms.words(StoreType.class), Store::type)
            .optional("region", Forms.TEXT, Store::region)
            .optional("project", Forms.TEXT, Store::project)
            .required("store", Forms.TEXT, Store::name);

    private static final Form<ObjectKey> EXISTING = ObjectForm.<ObjectKey>record(
                    "existing", null, values -> new ObjectKey(values.get("kind"), values.get("id")))
            .required(
                    "kind",
                    Forms.words(Stream.of(ObjectKind.values())
                            .filter(kind -> kind != ObjectKind.RULE && kind != ObjectKind.SILENCE)
                            .toList()),
                    ObjectKey::kind)
            .required("id", Forms.TEXT, ObjectKey::id);

    static final ObjectForm<AlertDefinitions, DefinitionsMerge> DOCUMENT = ObjectForm.built(
                    "",
                    AlertDefinitions.builder().build(),
                    "version",
                    values -> new DefinitionsMerge(),
                    DefinitionsMerge::build)
            .required("version", Forms.only(Forms.WHOLE, VERSION, "the only one that is known"), definitions -> VERSION)
            .placed(
                    "sources",
                    Forms.map(STORE),
                    definitions -> Forms.sorted(definitions.sources()),
                    (merge, stores, node) ->
                            stores.forEach((name, store) -> merge.addSource(name, store, node.field(name))))
            .placed(
                    "users",
                    Forms.list(RecipientForms.USER),
                    AlertDefinitions::users,
                    each(ObjectKind.USER, User::id, AlertDefinitionsBuilder::addUser))
            .placed(
                    "userGroups",
                    Forms.list(RecipientForms.GROUP),
                    AlertDefinitions::userGroups,
                    each(ObjectKind.USER_GROUP, UserGroup::id, AlertDefinitionsBuilder::addUserGroup))
            .placed(
                    "oncallGroups",
                    Forms.list(OncallForms.GROUP),
                    AlertDefinitions::oncallGroups,
                    each(ObjectKind.ONCALL_GROUP, OncallGroup::id, AlertDefinitionsBuilder::addOncallGroup))
            .placed(
                    "webhooks",
                    Forms.list(RecipientForms.WEBHOOK),
                    AlertDefinitions::webhooks,
                    each(ObjectKind.WEBHOOK, Webhook::id, AlertDefinitionsBuilder::addWebhook))
            .placed(
                    "templates",
                    Forms.list(TemplateForms.TEMPLATE),
                    AlertDefinitions::templates,
                    each(ObjectKind.CONTENT_TEMPLATE, ContentTemplate::id, AlertDefinitionsBuilder::addTemplate))
            .placed(
                    "actionPolicies",
                    Forms.list(PolicyForms.ACTION_POLICY),
                    AlertDefinitions::actionPolicies,
                    each(ObjectKind.ACTION_POLICY, ActionPolicy::id, AlertDefinitionsBuilder::addActionPolicy))
            .placed(
                    "alertPolicies",
                    Forms.list(PolicyForms.ALERT_POLICY),
                    AlertDefinitions::alertPolicies,
                    each(ObjectKind.ALERT_POLICY, AlertPolicy::id, AlertDefinitionsBuilder::addAlertPolicy))
            .placed(
                    "rules",
                    Forms.list(RuleForms.RULE),
                    AlertDefinitions::rules,
                    each(ObjectKind.RULE, AlertRule::id, AlertDefinitionsBuilder::addRule))
            .placed(
                    "postureRules",
                    Forms.list(PostureForms.RULE),
                    AlertDefinitions::postureRules,
                    each(ObjectKind.RULE, PostureRule::id, AlertDefinitionsBuilder::addPostureRule))
            .placed(
                    "waivers",
                    Forms.list(PostureForms.WAIVER),
                    AlertDefinitions::waivers,
                    ObjectForm.each(DefinitionsMerge::addWaiver))
            .placed(
                    "silences",
                    Forms.list(PolicyForms.SILENCE),
                    AlertDefinitions::silences,
                    each(ObjectKind.SILENCE, Silence::id, AlertDefinitionsBuilder::addSilence))
            .each(
                    "existing",
                    EXISTING,
                    definitions -> List.copyOf(definitions.existing()),
                    DefinitionsMerge::addExisting);

    private DefinitionsForm() {}

    private static <V> Setter<DefinitionsMerge, List<V>> each(
            ObjectKind kind, Function<V, String> id, BiConsumer<AlertDefinitionsBuilder, V> add) {
        return ObjectForm.each((merge, value, node) ->
                merge.add(new ObjectKey(kind, id.apply(value)), node, all -> add.accept(all, value)));
    }
}
