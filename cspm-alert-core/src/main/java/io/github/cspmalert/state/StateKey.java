package io.github.cspmalert.state;

import io.github.cspmalert.internal.Checks;
import java.time.Instant;
import java.util.Objects;

/**
 * Where a store keeps a state.
 *
 * @param kind the kind of state
 * @param id which one of its kind; not blank, one line
 */
public record StateKey(StateKind kind, String id) {

    /**
     * Checks the parts.
     *
     * @param kind the kind of state
     * @param id which one of its kind
     * @throws IllegalArgumentException if the id is blank or has line breaks or control characters
     */
    public StateKey {
        Objects.requireNonNull(kind, "kind");
        Checks.notBlank("id", Checks.oneLine("id", id));
    }

    /**
     * Names the state of a rule.
     *
     * @param ruleId the id of the rule
     * @return the key
     */
    public static StateKey rule(String ruleId) {
        return new StateKey(StateKind.RULE, ruleId);
    }

    /**
     * Names who was told of an alert.
     *
     * @param fingerprint the fingerprint of the alert
     * @return the key
     */
    public static StateKey told(String fingerprint) {
        return new StateKey(StateKind.TOLD, fingerprint);
    }

    /**
     * Names alerts that are merged.
     *
     * @param digest a digest of what they have in common
     * @return the key
     */
    public static StateKey merged(String digest) {
        return new StateKey(StateKind.MERGED, digest);
    }

    /**
     * Names an incident.
     *
     * @param incidentId the id of the incident
     * @return the key
     */
    public static StateKey incident(String incidentId) {
        return new StateKey(StateKind.INCIDENT, incidentId);
    }

    /**
     * Names how far results were read.
     *
     * @param source the name of the results
     * @return the key
     */
    public static StateKey source(String source) {
        return new StateKey(StateKind.SOURCE, source);
    }

    /**
     * Names what is remembered of the health of results.
     *
     * @param source the name of the results
     * @return the key
     */
    public static StateKey health(String source) {
        return new StateKey(StateKind.HEALTH, source);
    }

    /**
     * Names a finding.
     *
     * @param findingId the id of the finding
     * @return the key
     */
    public static StateKey finding(String findingId) {
        return new StateKey(StateKind.FINDING, findingId);
    }

    /**
     * Names the state of a posture rule.
     *
     * @param ruleId the id of the rule
     * @return the key
     */
    public static StateKey posture(String ruleId) {
        return new StateKey(StateKind.POSTURE, ruleId);
    }

    /**
     * Names what a posture rule has still to tell of a finding.
     *
     * @param ruleId the id of the rule
     * @param findingId the id of the finding
     * @return the key
     */
    public static StateKey news(String ruleId, String findingId) {
        return new StateKey(StateKind.NEWS, ruleId + "/" + findingId);
    }

    /**
     * Names what a waiver holds back from a posture rule.
     *
     * @param ruleId the id of the rule
     * @param findingId the id of the finding
     * @return the key
     */
    public static StateKey held(String ruleId, String findingId) {
        return new StateKey(StateKind.HELD, ruleId + "/" + findingId);
    }

    /**
     * Names when a posture rule is to look at a finding again. The keys of one rule are in the order of their instants.
     *
     * @param ruleId the id of the rule
     * @param at the instant, rounded up to seconds
     * @param kind why
     * @param findingId the id of the finding
     * @return the key
     */
    public static StateKey reminder(String ruleId, Instant at, ReminderEntry.Kind kind, String findingId) {
        return new StateKey(StateKind.REMINDER, reminderPrefix(ruleId, at) + "/" + kind.ordinal() + findingId);
    }

    /**
     * {@return the text with which the keys of a rule's reminders of one second begin}
     *
     * @param ruleId the id of the rule
     * @param at the instant, rounded up to seconds
     */
    public static String reminderPrefix(String ruleId, Instant at) {
        long seconds = at.getEpochSecond() + (at.getNano() > 0 ? 1 : 0);
        String digits = Long.toString(Math.max(0, seconds));
        return ruleId + "/" + "0".repeat(Math.max(0, 12 - digits.length())) + digits;
    }

    /**
     * Names how many findings of a group were open.
     *
     * @param ruleId the id of the rule
     * @param groupId what tells the group apart; ASCII letters and digits
     * @return the key
     */
    public static StateKey trend(String ruleId, String groupId) {
        return new StateKey(StateKind.TREND, ruleId + "/" + groupId);
    }

    /**
     * Names a waiver that was added at run time.
     *
     * @param waiverId the id of the waiver
     * @return the key
     */
    public static StateKey waiver(String waiverId) {
        return new StateKey(StateKind.WAIVER, waiverId);
    }

    /**
     * Names whether a waiver meets any finding.
     *
     * @param waiverId the id of the waiver
     * @return the key
     */
    public static StateKey waiverUse(String waiverId) {
        return new StateKey(StateKind.WAIVER_USE, waiverId);
    }

    /**
     * Names a silence that was added at run time.
     *
     * @param silenceId the id of the silence
     * @return the key
     */
    public static StateKey silence(String silenceId) {
        return new StateKey(StateKind.SILENCE, silenceId);
    }

    /**
     * Names what is remembered of a silence.
     *
     * @param silenceId the id of the silence
     * @return the key
     */
    public static StateKey silenceUse(String silenceId) {
        return new StateKey(StateKind.SILENCE_USE, silenceId);
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
