package io.github.cspmalert.definition;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.definition.policy.Period;
import io.github.cspmalert.definition.policy.PolicyStatement;
import io.github.cspmalert.definition.policy.Stop;
import io.github.cspmalert.definition.recipient.Channel;
import java.time.Duration;
import java.util.List;

/** Who hears of which alert, as JSON: action policies and alert policies. */
final class PolicyCodec {

    private static final List<MergeField> USUAL_MERGE = List.of(MergeField.PROJECT, MergeField.ALERT_ID);

    private PolicyCodec() {}

    static ObjectWriter write(ActionPolicy policy) {
        return new ObjectWriter()
                .with("id", policy.id())
                .unless("", "name", policy.name())
                .with("statements", ObjectWriter.objects(policy.statements(), PolicyCodec::write))
                .with("secondary", ObjectWriter.objects(policy.secondary(), PolicyCodec::write))
                .with("escalation", write(policy.escalation()).toMap());
    }

    static ActionPolicy readActionPolicy(ObjectReader json) {
        ActionPolicy.Builder policy = json.required("id", ActionPolicy::builder);
        json.text("name", policy::name);
        json.objects("statements", PolicyCodec::readStatement).forEach(policy::addStatement);
        json.objects("secondary", PolicyCodec::readStatement).forEach(policy::addSecondary);
        json.object("escalation", PolicyCodec::readEscalation).ifPresent(policy::escalation);
        return json.finish(policy::build);
    }

    private static ObjectWriter write(Escalation escalation) {
        return new ObjectWriter()
                .with("unconfirmed", escalation.unconfirmed())
                .with("inProgress", escalation.inProgress())
                .with("unresolved", escalation.unresolved());
    }

    private static Escalation readEscalation(ObjectReader json) {
        Duration unconfirmed = json.duration("unconfirmed").orElse(null);
        Duration inProgress = json.duration("inProgress").orElse(null);
        Duration unresolved = json.duration("unresolved").orElse(null);
        return json.finish(() -> Escalation.after(unconfirmed, inProgress, unresolved));
    }

    private static ObjectWriter write(PolicyStatement statement) {
        ObjectWriter json = new ObjectWriter();
        if (statement instanceof Action action) {
            json.with("action", write(action).toMap());
        } else if (statement instanceof Branch branch) {
            json.with("when", ConditionCodec.write(branch.condition()).toMap())
                    .with("then", ObjectWriter.objects(branch.statements(), PolicyCodec::write));
        } else {
            json.with("stop", true);
        }
        return json;
    }

    private static PolicyStatement readStatement(ObjectReader json) {
        return switch (json.only("action", "when", "stop")) {
            case "action" -> {
                Action action = json.requiredObject("action", PolicyCodec::readAction);
                yield json.finish(() -> action);
            }
            case "when" -> {
                AlertCondition condition = json.requiredObject("when", ConditionCodec::read);
                List<PolicyStatement> then = json.objects("then", PolicyCodec::readStatement);
                yield json.finish(() -> new Branch(condition, then));
            }
            default -> readStop(json);
        };
    }

    private static Stop readStop(ObjectReader json) {
        boolean stop = json.flag("stop", true);
        return json.finish(() -> {
            if (!stop) {
                throw new IllegalArgumentException("stop must be true; leave the statement out if nothing is to stop");
            }
            return new Stop();
        });
    }

    private static ObjectWriter write(Action action) {
        return new ObjectWriter()
                .with("channel", action.channel())
                .with("users", action.users())
                .with("groups", action.groups())
                .with("oncallGroups", action.oncallGroups())
                .with("webhook", action.webhook())
                .with("template", action.template())
                .unless(Period.ANY, "period", action.period());
    }

    private static Action readAction(ObjectReader json) {
        Action.Builder action = json.required("channel", id -> Action.builder(new Channel(id)));
        action.users(json.texts("users").toArray(String[]::new))
                .groups(json.texts("groups").toArray(String[]::new))
                .oncallGroups(json.texts("oncallGroups").toArray(String[]::new))
                .period(json.constant("period", Period.ANY));
        json.text("webhook", action::webhook).text("template", action::template);
        return json.finish(action::build);
    }

    static ObjectWriter write(AlertPolicy policy) {
        return new ObjectWriter()
                .with("id", policy.id())
                .unless("", "name", policy.name())
                .with("parent", policy.parent())
                .with("actionPolicy", policy.actionPolicy())
                .unless(USUAL_MERGE, "mergeBy", policy.mergeBy())
                .unless(true, "mergeByAllLabels", policy.mergeByAllLabels())
                .with("mergeByLabels", policy.mergeByLabels())
                .unless(Duration.ofSeconds(15), "groupWait", policy.groupWait())
                .unless(Duration.ofMinutes(5), "groupInterval", policy.groupInterval())
                .unless(Duration.ofHours(4), "repeatInterval", policy.repeatInterval());
    }

    static AlertPolicy readAlertPolicy(ObjectReader json) {
        AlertPolicy.Builder policy = json.required("id", AlertPolicy::builder);
        json.text("name", policy::name)
                .text("parent", policy::parent)
                .text("actionPolicy", policy::actionPolicy)
                .flag("mergeByAllLabels", policy::mergeByAllLabels)
                .duration("groupWait", policy::groupWait)
                .duration("groupInterval", policy::groupInterval)
                .duration("repeatInterval", policy::repeatInterval);
        json.constants("mergeBy", MergeField.class, fields -> policy.mergeBy(fields.toArray(MergeField[]::new)));
        json.texts("mergeByLabels", labels -> policy.mergeByLabels(labels.toArray(String[]::new)));
        return json.finish(policy::build);
    }
}
