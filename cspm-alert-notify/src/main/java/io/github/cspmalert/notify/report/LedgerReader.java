package io.github.cspmalert.notify.report;

import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingState;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.FindingEntry;
import io.github.cspmalert.state.SourceState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.Stored;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads the ledger page by page. */
final class LedgerReader {

    /** The size of a page. */
    static final int PAGE = 500;

    private final ReportSettings settings;

    LedgerReader(ReportSettings settings) {
        this.settings = settings;
    }

    /** Takes what was read, one by one. */
    @FunctionalInterface
    interface Sink<T> {
        void accept(T value) throws IOException;
    }

    /** Reads all findings that are open or were so, in the order of their ids. */
    void findings(WaiverUse waivers, Sink<LedgerEntry> sink) throws IOException {
        each(StateKind.FINDING, (key, value) -> {
            if (value instanceof FindingEntry entry && entry.finding().state() != FindingState.CLEAR) {
                Finding finding = entry.finding();
                sink.accept(new LedgerEntry(finding, settings.owners().owners(finding), waivers.of(finding)));
            }
        });
    }

    /** {@return how far results were read, by their names} */
    Map<String, SourceState> sources() throws IOException {
        Map<String, SourceState> sources = new TreeMap<>();
        each(StateKind.SOURCE, (key, value) -> {
            if (value instanceof SourceState state) {
                sources.put(key.id(), state);
            }
        });
        return sources;
    }

    @FunctionalInterface
    private interface Reader {
        void accept(StateKey key, StateValue value) throws IOException;
    }

    private void each(StateKind kind, Reader reader) throws IOException {
        AlertStore store = settings.store();
        String after = "";
        Map<StateKey, Stored> page;
        do {
            page = store.page(kind, after, PAGE);
            for (Map.Entry<StateKey, Stored> entry : page.entrySet()) {
                after = entry.getKey().id();
                reader.accept(entry.getKey(), entry.getValue().value());
            }
        } while (page.size() == PAGE);
    }
}
