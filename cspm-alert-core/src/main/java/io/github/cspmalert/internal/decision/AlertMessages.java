package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.internal.decision.MessageComposer.Composed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The messages about the alerts of one evaluation, one alert after the other, and what went wrong with them. For one thread. */
final class AlertMessages {

    private final RuleSetup setup;
    private final MessageComposer composer;
    private final Set<Composed> reported = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Occurrence.RenderingFailure> failures = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable Alert last;
    private MessageComposer.@Nullable ForAlert aboutLast;

    AlertMessages(RuleSetup setup, MessageComposer composer) {
        this.setup = setup;
        this.composer = composer;
    }

    // Both lists of a policy may have the same template, which fails once.
    Message of(Alert alert, Action action) {
        ContentTemplate.Content content = setup.content(action);
        Composed composed = about(alert).compose(content);
        RuntimeException failure = composed.failure();
        if (failure != null && reported.add(composed)) {
            failures.add(new Occurrence.RenderingFailure(action.channel(), failure));
            problems.add(composed.problem(content.content(), failure));
        }
        return composed.message();
    }

    private MessageComposer.ForAlert about(Alert alert) {
        MessageComposer.ForAlert about = aboutLast;
        if (about == null || last != alert) {
            about = composer.about(alert);
            aboutLast = about;
            last = alert;
        }
        return about;
    }

    List<Occurrence.RenderingFailure> failures() {
        return Collections.unmodifiableList(failures);
    }

    /** {@return one sentence for each failure} */
    List<String> problems() {
        return Collections.unmodifiableList(problems);
    }
}
