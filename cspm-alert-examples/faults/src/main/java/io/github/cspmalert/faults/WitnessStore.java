package io.github.cspmalert.faults;

import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Writes down what the store says it has taken into the outbox, after it has said so. */
final class WitnessStore implements AlertStore {

    private final AlertStore store;
    private final ChildSettings settings;

    WitnessStore(AlertStore store, ChildSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** {@return what all testimonies of a folder say was decided, as channel and window} */
    static Set<String> decided(Path folder) throws IOException {
        Set<String> decided = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".decided")).toList()) {
                // The last line may have been cut by a kill; what is whole counts.
                String text = Files.readString(file);
                text.substring(0, text.lastIndexOf('\n') + 1)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(decided::add);
            }
        }
        return decided;
    }

    @Override
    public boolean commit(Commit commit) {
        boolean done = store.commit(commit);
        if (done && !commit.enqueued().isEmpty()) {
            StringBuilder lines = new StringBuilder();
            for (OutboxItem item : commit.enqueued()) {
                for (String window : Marker.in(item.notification().message().content())) {
                    lines.append(item.notification().channel())
                            .append(' ')
                            .append(window)
                            .append('\n');
                }
            }
            write(lines.toString());
        }
        return done;
    }

    @Override
    public Map<StateKey, Stored> load(Set<StateKey> keys) {
        return store.load(keys);
    }

    @Override
    public List<Claim> claim(ClaimRequest request) {
        return store.claim(request);
    }

    @Override
    public List<OutboxItem> untouched(Collection<String> keys) {
        return store.untouched(keys);
    }

    @Override
    public long waiting() {
        return store.waiting();
    }

    @Override
    public Map<StateKey, Stored> page(StateKind kind, String after, int atMost) {
        return store.page(kind, after, atMost);
    }

    @Override
    public List<HistoryEntry> history(String ruleId, int atMost) {
        return store.history(ruleId, atMost);
    }

    private synchronized void write(String lines) {
        try {
            Files.write(
                    settings.testimony(),
                    lines.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
