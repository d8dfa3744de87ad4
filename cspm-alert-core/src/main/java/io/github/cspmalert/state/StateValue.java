package io.github.cspmalert.state;

/** A value that a store keeps under a {@link StateKey}. Immutable and thread-safe. */
public sealed interface StateValue
        permits RuleState,
                ToldState,
                MergeState,
                IncidentState,
                SourceState,
                HealthState,
                FindingEntry,
                PostureState,
                NewsEntry,
                ReminderEntry,
                TrendState,
                WaiverEntry,
                WaiverUse,
                SilenceEntry,
                SilenceUse {}
