package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.PolicyStatement;
import io.github.cspmalert.sls.internal.DurationText;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.json.JsonText;
import io.github.cspmalert.sls.internal.policy.PolicyParser;
import io.github.cspmalert.sls.internal.policy.PolicyScriptException;
import io.github.cspmalert.sls.internal.policy.PolicyWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Action policies as the service keeps them. */
final class ActionPolicyCodec {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private ActionPolicyCodec() {}

    /**
     * Writes a policy.
     *
     * @param policy the policy
     * @return how it is written; the first list is written twice if there is no second, since the service drops the
     *     notifications of a policy without a second list
     * @throws IllegalArgumentException if an action is on a channel whose form the service does not publish
     */
    static Wire encode(ActionPolicy policy) {
        String primary = PolicyWriter.write(policy.statements());
        ObjectNode json = JsonText.object()
                .put("action_policy_id", policy.id())
                .put("action_policy_name", ShownNames.write(policy.id(), policy.name()))
                .put("primary_policy_script", primary)
                .put(
                        "secondary_policy_script",
                        policy.secondary().isEmpty() ? primary : PolicyWriter.write(policy.secondary()));
        ObjectNode creation = JsonText.object();
        creation.putObject("labels");
        creation.put("is_default", false);
        Escalation escalation = policy.escalation();
        timer(json, creation, "escalation_start", escalation.unconfirmed(), "10m");
        timer(json, creation, "escalation_inprogress", escalation.inProgress(), "30m");
        timer(json, creation, "escalation", escalation.unresolved(), "1h");
        return new Wire(json, creation);
    }

    private static void timer(
            ObjectNode json, ObjectNode creation, String field, Optional<Duration> time, String otherwise) {
        json.put(field + "_enabled", time.isPresent());
        time.ifPresentOrElse(
                duration -> json.put(field + "_timeout", DurationText.write(duration)),
                () -> creation.put(field + "_timeout", otherwise));
    }

    /** {@return the policy that a value is} */
    static Decoded<ActionPolicy> decode(JsonNode value) {
        return Reading.of(value, ActionPolicyCodec::read);
    }

    private static ActionPolicy read(JsonView json) {
        String id = json.text("action_policy_id");
        ActionPolicy.Builder policy = ActionPolicy.builder(id);
        ShownNames.read(json, "action_policy_name", id, policy::name);
        Reading.tellDefault(json);
        if (!json.inside("labels").names().isEmpty()) {
            json.leaveOut("labels", "is not empty, and stays in the service");
        }
        List<PolicyStatement> primary = statements(json, "primary_policy_script");
        List<PolicyStatement> secondary = statements(json, "secondary_policy_script");
        primary.forEach(policy::addStatement);
        if (!secondary.equals(primary)) {
            secondary.forEach(policy::addSecondary);
        }
        policy.escalation(new Escalation(
                timer(json, "escalation_start", "10m"),
                timer(json, "escalation_inprogress", "30m"),
                timer(json, "escalation", "1h")));
        return policy.build();
    }

    private static List<PolicyStatement> statements(JsonView json, String field) {
        List<String> leftOut = new ArrayList<>();
        try {
            return PolicyParser.actions(json.text(field), leftOut);
        } catch (PolicyScriptException e) {
            throw new IllegalArgumentException(field + " cannot be expressed: " + e.getMessage(), e);
        } finally {
            leftOut.forEach(sentence -> json.leaveOut(field, sentence));
        }
    }

    private static Optional<Duration> timer(JsonView json, String field, String usual) {
        String timeout = json.text(field + "_timeout");
        Optional<Duration> time =
                DurationText.read(timeout).filter(duration -> !duration.isZero() && duration.compareTo(LONGEST) <= 0);
        if (!json.bool(field + "_enabled", false)) {
            if (!timeout.isEmpty() && !time.equals(DurationText.read(usual))) {
                json.leaveOut(field + "_timeout", "says nothing while it is off, and stays in the service");
            }
            return Optional.empty();
        }
        if (time.isEmpty()) {
            json.leaveOut(field + "_timeout", "is '" + Texts.brief(timeout) + "', which is not a duration");
            json.leaveOut(field + "_enabled", "is true, but its time is left out; false is taken");
        }
        return time;
    }
}
