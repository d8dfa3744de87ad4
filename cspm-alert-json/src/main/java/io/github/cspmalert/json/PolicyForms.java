package io.github.cspmalert.json;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Combination;
import io.github.cspmalert.definition.policy.AlertCondition.Comparison;
import io.github.cspmalert.definition.policy.AlertCondition.Operator;
import io.github.cspmalert.definition.policy.AlertCondition.Quantifier;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.Inhibition;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.definition.policy.Period;
import io.github.cspmalert.definition.policy.PolicyStatement;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.policy.Stop;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.json.ObjectForm.Values;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Who hears of which alert: action policies and alert policies. */
final class PolicyForms {

    private static final Form<AlertField> FIELD = Forms.text(AlertField::new, AlertField::name, Schema.type("string"));

    private static final Action USUAL_ACTION =
            Action.builder(Channel.WEBHOOK).webhook("usual").template("usual").build();

    private static final Form<Action> ACTION = ObjectForm.built(
                    "action",
                    USUAL_ACTION,
                    "channel",
                    values -> Action.builder(values.get("channel")),
                    Action.Builder::build)
            .required("channel", Forms.text(Channel::new, Channel::id, Schema.type("string")), Action::channel)
            .optional("users", Forms.TEXTS, Action::users, (action, ids) -> action.users(array(ids)))
            .optional("groups", Forms.TEXTS, Action::groups, (action, ids) -> action.groups(array(ids)))
            .optional(
                    "oncallGroups", Forms.TEXTS, Action::oncallGroups, (action, ids) -> action.oncallGroups(array(ids)))
            .ifPresent("webhook", Forms.TEXT, Action::webhook, Action.Builder::webhook)
            .required("template", Forms.TEXT, Action::template, Action.Builder::template)
            .optional("period", Forms.words(Period.class), Action::period, Action.Builder::period);

    private static final Form<AlertCondition> CONDITION = UnionForm.<AlertCondition>byField("condition")
            .kind("any", Comparison.class, any -> any.quantifier() == Quantifier.ANY, comparison(Quantifier.ANY, "any"))
            .kind("all", Comparison.class, comparison(Quantifier.ALL, "all"))
            .kind("and", Combination.class, Combination::conjunction, combination(true, "and"))
            .kind("or", Combination.class, combination(false, "or"));

    static final Form<Silence> SILENCE = ObjectForm.<Silence>record("silence", null, PolicyForms::silence)
            .required("id", Forms.TEXT, Silence::id)
            .required("condition", CONDITION, Silence::condition)
            .required("reason", Forms.TEXT, Silence::reason)
            .required("author", Forms.TEXT, Silence::author)
            .ifPresent("from", Forms.INSTANT, silence -> Optional.ofNullable(silence.from()))
            .ifPresent("until", Forms.INSTANT_OR_DATE, silence -> Optional.ofNullable(silence.until()))
            .ifPresent(
                    "continuous",
                    Forms.only(Forms.FLAG, true, "or left out, with 'until' in its place"),
                    silence -> Optional.of(true).filter(continuous -> silence.until() == null));

    private static final Form<Inhibition> INHIBITION = ObjectForm.<Inhibition>record(
                    "inhibition", null, values -> new Inhibition(values.get("source"), values.get("target")))
            .required("source", CONDITION, Inhibition::source)
            .required("target", CONDITION, Inhibition::target);

    private static final Form<PolicyStatement> STATEMENT = UnionForm.<PolicyStatement>byField("statement")
            .kind(
                    "action",
                    Action.class,
                    ObjectForm.<Action>record("", null, values -> values.get("action"))
                            .required("action", ACTION, Function.identity()))
            .kind(
                    "when",
                    Branch.class,
                    ObjectForm.<Branch>record("", null, values -> new Branch(values.get("when"), values.get("then")))
                            .required("when", CONDITION, Branch::condition)
                            .required("then", Forms.list(Forms.later(() -> PolicyForms.STATEMENT)), Branch::statements))
            .kind(
                    "stop",
                    Stop.class,
                    ObjectForm.<Stop>record("", null, values -> new Stop())
                            .required("stop", Forms.only(Forms.FLAG, true, "or the statement left out"), stop -> true));

    private static final Form<Escalation> ESCALATION = ObjectForm.<Escalation>record(
                    "escalation",
                    null,
                    values -> new Escalation(
                            values.find("unconfirmed"), values.find("inProgress"), values.find("unresolved")))
            .ifPresent("unconfirmed", Forms.DURATION, Escalation::unconfirmed)
            .ifPresent("inProgress", Forms.DURATION, Escalation::inProgress)
            .ifPresent("unresolved", Forms.DURATION, Escalation::unresolved);

    static final Form<ActionPolicy> ACTION_POLICY = ObjectForm.built(
                    "actionPolicy",
                    ActionPolicy.builder("usual").addAction(USUAL_ACTION).build(),
                    "id",
                    values -> ActionPolicy.builder(values.get("id")),
                    ActionPolicy.Builder::build)
            .required("id", Forms.TEXT, ActionPolicy::id)
            .optional("name", Forms.TEXT, ActionPolicy::name, ActionPolicy.Builder::name)
            .required(
                    "statements",
                    Forms.list(STATEMENT),
                    ActionPolicy::statements,
                    (policy, statements) -> statements.forEach(policy::addStatement))
            .each("secondary", STATEMENT, ActionPolicy::secondary, ActionPolicy.Builder::addSecondary)
            .optional("escalation", ESCALATION, ActionPolicy::escalation, ActionPolicy.Builder::escalation);

    static final Form<AlertPolicy> ALERT_POLICY = ObjectForm.built(
                    "alertPolicy",
                    AlertPolicy.builder("usual").actionPolicy("usual").build(),
                    "id",
                    values -> AlertPolicy.builder(values.get("id")),
                    AlertPolicy.Builder::build)
            .required("id", Forms.TEXT, AlertPolicy::id)
            .optional("name", Forms.TEXT, AlertPolicy::name, AlertPolicy.Builder::name)
            .ifPresent("parent", Forms.TEXT, AlertPolicy::parent, AlertPolicy.Builder::parent)
            .required("actionPolicy", Forms.TEXT, AlertPolicy::actionPolicy, AlertPolicy.Builder::actionPolicy)
            .optional(
                    "mergeBy",
                    Forms.list(Forms.words(MergeField.class)),
                    AlertPolicy::mergeBy,
                    (policy, fields) -> policy.mergeBy(fields.toArray(MergeField[]::new)))
            .optional(
                    "mergeByAllLabels",
                    Forms.FLAG,
                    AlertPolicy::mergeByAllLabels,
                    AlertPolicy.Builder::mergeByAllLabels)
            .optional(
                    "mergeByLabels",
                    Forms.TEXTS,
                    AlertPolicy::mergeByLabels,
                    (policy, labels) -> policy.mergeByLabels(array(labels)))
            .optional("groupWait", Forms.DURATION, AlertPolicy::groupWait, AlertPolicy.Builder::groupWait)
            .optional("groupInterval", Forms.DURATION, AlertPolicy::groupInterval, AlertPolicy.Builder::groupInterval)
            .optional(
                    "repeatInterval", Forms.DURATION, AlertPolicy::repeatInterval, AlertPolicy.Builder::repeatInterval)
            .each("silences", SILENCE, AlertPolicy::silences, AlertPolicy.Builder::addSilence)
            .each(
                    "inhibitions",
                    INHIBITION,
                    AlertPolicy::inhibitions,
                    (policy, inhibition) -> policy.inhibit(inhibition.source(), inhibition.target()));

    private PolicyForms() {}

    // One without an end says so, since it is easily forgotten.
    private static Silence silence(Values values) {
        Optional<Instant> until = values.find("until");
        if (until.isPresent() == values.find("continuous").isPresent()) {
            throw new IllegalArgumentException(
                    "silence '%s' must have either 'until' or 'continuous: true'".formatted(values.<String>get("id")));
        }
        return new Silence(
                values.get("id"),
                values.get("condition"),
                values.get("reason"),
                values.get("author"),
                values.<Instant>find("from").orElse(null),
                until.orElse(null));
    }

    private static Form<Comparison> comparison(Quantifier quantifier, String word) {
        return ObjectForm.<Comparison>record(
                        "",
                        null,
                        values -> new Comparison(quantifier, values.get(word), values.get("is"), values.get("value")))
                .required(word, FIELD, Comparison::field)
                .required("is", Forms.words(Operator::sign, List.of(Operator.values())), Comparison::operator)
                .required("value", Forms.TEXT_OR_LONG, Comparison::value);
    }

    private static Form<Combination> combination(boolean conjunction, String word) {
        return ObjectForm.<Combination>record("", null, values -> new Combination(conjunction, values.get(word)))
                .required(word, Forms.list(Forms.later(() -> PolicyForms.CONDITION)), Combination::conditions);
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
