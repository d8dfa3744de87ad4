package io.github.cspmalert.json.state;

import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.FindingEntry;
import io.github.cspmalert.state.HealthState;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.IncidentState;
import io.github.cspmalert.state.MergeState;
import io.github.cspmalert.state.NewsEntry;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.PostureState;
import io.github.cspmalert.state.ReminderEntry;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.SilenceEntry;
import io.github.cspmalert.state.SilenceUse;
import io.github.cspmalert.state.SourceState;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.ToldState;
import io.github.cspmalert.state.TrendState;
import io.github.cspmalert.state.WaiverEntry;
import io.github.cspmalert.state.WaiverUse;

/**
 * Writes what a store keeps as JSON, and reads it. Each document has the version of its form in the field {@code version}. A
 * newer version than this library knows, and a field that its version does not have, are refused, so that nothing is
 * forgotten by reading and writing again. The documents are valid Unicode, whatever the texts in them. Thread-safe.
 */
public final class StateMapper {

    /** Creates a mapper. */
    public StateMapper() {}

    /**
     * Writes a state.
     *
     * @param state the state
     * @return its document
     */
    public String write(StateValue state) {
        if (state instanceof RuleState rule) {
            return RuleForm.write(rule);
        } else if (state instanceof ToldState told) {
            return ToldForm.write(told);
        } else if (state instanceof MergeState merged) {
            return MergeForm.write(merged);
        } else if (state instanceof IncidentState incident) {
            return IncidentForm.write(incident);
        } else if (state instanceof SourceState source) {
            return SourceForm.write(source);
        } else if (state instanceof HealthState health) {
            return SourceForm.write(health);
        } else if (state instanceof FindingEntry finding) {
            return FindingForm.write(finding);
        } else if (state instanceof PostureState posture) {
            return PostureForm.write(posture);
        } else if (state instanceof NewsEntry news) {
            return PostureForm.write(news);
        } else if (state instanceof ReminderEntry reminder) {
            return PostureForm.write(reminder);
        } else if (state instanceof WaiverEntry waiver) {
            return WaiverForm.write(waiver);
        } else if (state instanceof WaiverUse use) {
            return WaiverForm.write(use);
        } else if (state instanceof SilenceEntry silence) {
            return SilenceForm.write(silence);
        } else if (state instanceof SilenceUse use) {
            return SilenceForm.write(use);
        }
        return PostureForm.write((TrendState) state);
    }

    /**
     * Reads a state.
     *
     * @param kind its kind
     * @param document its document
     * @return the state
     * @throws AlertStoreException if the document is not one of this kind, or was written by a newer version, which the message
     *     names beside the one that is understood; not retryable
     */
    public StateValue read(StateKind kind, String document) {
        return switch (kind) {
            case RULE -> RuleForm.read(document);
            case TOLD -> ToldForm.read(document);
            case MERGED -> MergeForm.read(document);
            case INCIDENT -> IncidentForm.read(document);
            case SOURCE -> SourceForm.read(document);
            case HEALTH -> SourceForm.readHealth(document);
            case FINDING -> FindingForm.read(document);
            case POSTURE -> PostureForm.readState(document);
            case NEWS, HELD -> PostureForm.readNews(document);
            case REMINDER -> PostureForm.readReminder(document);
            case TREND -> PostureForm.readTrend(document);
            case WAIVER -> WaiverForm.read(document);
            case WAIVER_USE -> WaiverForm.readUse(document);
            case SILENCE -> SilenceForm.read(document);
            case SILENCE_USE -> SilenceForm.readUse(document);
        };
    }

    /**
     * Writes an item of the outbox.
     *
     * @param item the item
     * @return its document
     */
    public String write(OutboxItem item) {
        return OutboxForm.write(item);
    }

    /**
     * Reads an item of the outbox.
     *
     * @param document its document
     * @return the item
     * @throws AlertStoreException if the document is not one of an item, or was written by a newer version, which the message
     *     names beside the one that is understood; not retryable
     */
    public OutboxItem readItem(String document) {
        return OutboxForm.read(document);
    }

    /**
     * Writes an entry of the history.
     *
     * @param entry the entry
     * @return its document
     */
    public String write(HistoryEntry entry) {
        return HistoryForm.write(entry);
    }

    /**
     * Reads an entry of the history.
     *
     * @param document its document
     * @return the entry
     * @throws AlertStoreException if the document is not one of an entry, or was written by a newer version, which the message
     *     names beside the one that is understood; not retryable
     */
    public HistoryEntry readEntry(String document) {
        return HistoryForm.read(document);
    }
}
