package io.github.cspmalert.state;

/** The kinds of state that a store keeps. Each has a type of value of its own. */
public enum StateKind {
    /** What is remembered of a rule: a {@link RuleState} under the rule's id. */
    RULE(RuleState.class),
    /** Who was told of an alert: a {@link ToldState} under the alert's fingerprint. */
    TOLD(ToldState.class),
    /** Alerts that an alert policy merges: a {@link MergeState} under a digest of what they have in common. */
    MERGED(MergeState.class),
    /** What an alert asks of people: an {@link IncidentState} under the incident's id. */
    INCIDENT(IncidentState.class),
    /** How far results were read, and what runs were seen: a {@link SourceState} under the name of the results. */
    SOURCE(SourceState.class),
    /** What is remembered of the health of results: a {@link HealthState} under their name. */
    HEALTH(HealthState.class),
    /** The ledger: a {@link FindingEntry} under the finding's id. */
    FINDING(FindingEntry.class),
    /** What is remembered of a posture rule: a {@link PostureState} under the rule's id. */
    POSTURE(PostureState.class),
    /** What a posture rule has still to tell: a {@link NewsEntry} under the ids of rule and finding, with a slash between. */
    NEWS(NewsEntry.class),
    /** What a waiver holds back from a posture rule: a {@link NewsEntry} under the ids of rule and finding, with a slash between. */
    HELD(NewsEntry.class),
    /**
     * When a posture rule is to look at a finding again: a {@link ReminderEntry} under the rule's id, the instant and the
     * finding's id, with slashes between.
     */
    REMINDER(ReminderEntry.class),
    /** How many findings were open: a {@link TrendState} under the ids of rule and group, with a slash between. */
    TREND(TrendState.class),
    /** A waiver that was added at run time: a {@link WaiverEntry} under its id. */
    WAIVER(WaiverEntry.class),
    /** Whether a waiver meets any finding: a {@link WaiverUse} under its id. */
    WAIVER_USE(WaiverUse.class),
    /** A silence that was added at run time: a {@link SilenceEntry} under its id. */
    SILENCE(SilenceEntry.class),
    /** What is remembered of a silence: a {@link SilenceUse} under its id. */
    SILENCE_USE(SilenceUse.class);

    private final Class<? extends StateValue> type;

    StateKind(Class<? extends StateValue> type) {
        this.type = type;
    }

    /** {@return the type of the values of this kind} */
    public Class<? extends StateValue> type() {
        return type;
    }
}
