package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.internal.decision.evaluation.AlertEvaluator;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.StateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides for one rule: from rows and states to notifications and the next states. No I/O; thread-safe. */
public final class RuleDecider {

    // The projects that Security Center makes carry the account's id.
    private static final Pattern ACCOUNT = Pattern.compile("(?:sas-log|sasnew-log|aliyun-cloudsiem-data)-(\\d+)-.+");

    private final RuleSetup setup;
    private final MessageComposer composer;
    private final String accountId;
    private final @Nullable AcknowledgeLinks links;
    private final boolean wordless;

    /** Creates a decider; the id of the account is empty if it is to be read from the project. */
    public RuleDecider(RuleSetup setup, MessageComposer composer, String accountId, @Nullable AcknowledgeLinks links) {
        this(setup, composer, accountId, links, false);
    }

    private RuleDecider(
            RuleSetup setup,
            MessageComposer composer,
            String accountId,
            @Nullable AcknowledgeLinks links,
            boolean wordless) {
        this.setup = setup;
        this.composer = composer;
        this.accountId = accountId;
        this.links = links;
        this.wordless = wordless;
    }

    /** {@return a decider that decides the same, but whose messages and history have no words, where only numbers matter} */
    public static RuleDecider wordless(RuleSetup setup, String accountId) {
        return new RuleDecider(setup, MessageComposer.unrendered(), accountId, null, true);
    }

    /** The instant that an evaluation stands for, and that at which it is made. */
    public record When(Instant at, Instant now) {}

    /** {@return the rule with what it refers to} */
    public RuleSetup setup() {
        return setup;
    }

    /** Works out which alerts fire. {@link #decide} is to know the states under their keys besides that of the rule. */
    public AlertEvaluator.Fired evaluate(Instant at, List<QueryData> data, RuleState state) {
        return AlertEvaluator.evaluate(setup.rule(), setup.expressions(), at, accountId(data), data, state);
    }

    private String accountId(List<QueryData> data) {
        Matcher matcher = ACCOUNT.matcher(data.get(0).result().origin().project());
        return accountId.isEmpty() && matcher.matches() ? matcher.group(1) : accountId;
    }

    /** {@return the keys of the states that {@link #decide} is to know besides that of the rule} */
    public Set<StateKey> keys(AlertEvaluator.Fired fired) {
        Set<StateKey> keys = new HashSet<>();
        for (Alert alert : fired.alerts()) {
            StateKey key = setup.key(alert);
            keys.add(key);
            if (setup.policy().escalates()) {
                keys.add(StateKey.incident(key.id()));
            }
        }
        (setup.inhibits() ? fired.ended() : fired.resolved()).forEach(alert -> keys.add(setup.key(alert)));
        return keys;
    }

    /** Decides what an evaluation means, from what fires by the rule's known state. */
    public Decision decide(
            When when, List<QueryData> data, AlertEvaluator.Fired fired, Known known, List<String> problems) {
        RuleDraft draft = new RuleDraft(setup, composer, links, when, known);
        draft.tell(fired);
        List<Change> changes = new ArrayList<>(draft.changes());
        StateKey ruleKey = StateKey.rule(setup.rule().id());
        changes.add(new Change(ruleKey, known.revision(ruleKey), fired.next(), null));
        Occurrence occurrence = draft.occurrence(data, fired, known, both(problems, fired.problems()));
        HistoryEntry entry = new HistoryEntry(
                when.at(), setup.rule().id(), HistoryEntry.Kind.EVALUATED, wordless ? List.of() : occurrence.facts());
        OutboxDraft outbox = draft.outbox();
        return new Decision(
                new Commit(changes, outbox.items(), outbox.withdrawn().keySet(), List.of(), List.of(entry)),
                occurrence);
    }

    /** Works out what {@link #decide} would do, with the messages to all recipients, also those who would be held back. */
    public Occurrence preview(
            Instant at, List<QueryData> data, AlertEvaluator.Fired fired, Known known, List<String> problems) {
        RuleDraft draft = new RuleDraft(setup, composer, links, new When(at, at), Known.NOTHING);
        draft.tellAnew(fired.alerts(), known);
        return draft.occurrence(data, fired, known, both(both(problems, fired.problems()), unknownNames(data)));
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private List<String> unknownNames(List<QueryData> data) {
        List<ContentTemplate.Content> contents = setup.policy().allActions().stream()
                .map(setup::content)
                .distinct()
                .toList();
        return composer.unknownNames(RuleNames.of(setup.rule(), data), contents);
    }
}
