package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertVariables;
import io.github.cspmalert.alert.ConsoleLinks;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.log.Cut;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the message of an alert from a template. A template that fails costs the layout, never the alert: the message
 * then says {@code Template render error}, as in the service, and gives the facts in plain text. Thread-safe if the
 * renderer is.
 */
public final class MessageComposer {

    private static final String LOST =
            "Template render error: the message of this alert could not be laid out. The alert itself is real.\n\n";
    private static final String BLANK =
            "The template of this message printed only blanks; this is what it is about.\n\n";

    private static final TemplateRenderer UNRENDERED = (template, variables) -> "";
    private static final Composed NOTHING =
            new Composed(new Message("", "", ContentFormat.TEXT, List.of()), null, false);

    private final TemplateRenderer renderer;
    private final ConsoleLinks links;

    /**
     * Creates a composer.
     *
     * @param renderer the renderer
     * @param links the links into the console
     */
    public MessageComposer(TemplateRenderer renderer, ConsoleLinks links) {
        this.renderer = renderer;
        this.links = links;
    }

    /**
     * A message.
     *
     * @param message the message
     * @param failure what is wrong with its template, if facts stand in it as plain text for that reason
     * @param rendered whether the template was rendered all the same, and printed blanks
     */
    public record Composed(Message message, @Nullable RuntimeException failure, boolean rendered) {

        /** {@return what to tell of the failure of a template} */
        public String problem(TemplateText template, RuntimeException told) {
            String problem = rendered
                    ? "%s printed only blanks, so the facts stand in the message as plain text: %s"
                    : "%s could not be rendered and was replaced by plain text: %s";
            return problem.formatted(template.name(), Faults.describe(told));
        }
    }

    private static TemplateException blank(String problem) {
        return new TemplateException(problem, 0, 0, null);
    }

    /** {@return what the templates and annotations of a rule name that does not exist, one sentence each} */
    List<String> unknownNames(RuleNames names, List<ContentTemplate.Content> contents) {
        try {
            return names.unknown(renderer, contents).stream()
                    .map(TemplateRenderer.UnknownName::problem)
                    .distinct()
                    .toList();
        } catch (Throwable e) {
            // The rendering of the same texts tells what is wrong with them.
            return List.of();
        }
    }

    /** {@return a composer of messages that say nothing, where only their number matters} */
    public static MessageComposer unrendered() {
        return new MessageComposer(UNRENDERED, ConsoleLinks.INTERNATIONAL);
    }

    /** Makes messages about an alert. What templates see of it is laid out once, when the first is made. */
    ForAlert about(Alert alert) {
        return new ForAlert(alert, Map.of());
    }

    /** Makes messages about an alert with further variables beside it. What is cut there the templates tell. */
    public ForAlert about(Alert alert, Map<String, ?> more) {
        return new ForAlert(alert, more);
    }

    /** What templates see of an alert. */
    private record LaidOut(AlertVariables variables, Map<String, ?> all, List<String> notices) {

        static LaidOut of(Alert alert, ConsoleLinks links, Map<String, ?> more) {
            AlertVariables variables = AlertVariables.of(alert, links);
            if (more.isEmpty()) {
                return new LaidOut(variables, variables.asMap(), MessageComposer.notices(alert, variables));
            }
            Map<String, Object> all = new HashMap<>(variables.asMap());
            all.putAll(more);
            return new LaidOut(variables, Collections.unmodifiableMap(all), List.of());
        }
    }

    /** Makes the messages about one alert. For one thread. */
    public final class ForAlert {

        private final Alert alert;
        private final Map<String, ?> more;
        private @Nullable LaidOut laidOut;
        private final Map<ContentTemplate.Content, Composed> composed = new HashMap<>();
        private TemplateRenderer.@Nullable Bound bound;

        private ForAlert(Alert alert, Map<String, ?> more) {
            this.alert = alert;
            this.more = more;
        }

        private LaidOut laidOut() {
            if (laidOut == null) {
                laidOut = LaidOut.of(alert, links, more);
            }
            return laidOut;
        }

        /** {@return the message that a template makes; the same however often it is asked for} */
        public Composed compose(ContentTemplate.Content template) {
            if (renderer == UNRENDERED) {
                return NOTHING;
            }
            return composed.computeIfAbsent(template, this::make);
        }

        private Composed make(ContentTemplate.Content template) {
            try {
                String subject = render(template.subject());
                String content = render(template.content());
                return composed(template, subject, content, bound == null ? List.of() : bound.doubts());
            } catch (Throwable e) {
                return new Composed(
                        message(subject(alert), LOST + facts(), ContentFormat.TEXT),
                        Faults.absorb(e, MessageComposer::unforeseen),
                        false);
            }
        }

        // Nobody is to be told nothing.
        private Composed composed(
                ContentTemplate.Content template, String subject, String content, List<String> doubts) {
            ContentFormat format = template.content().format();
            boolean noSubject = subject.isBlank() && !template.subject().text().isBlank();
            String title = noSubject ? subject(alert) : subject;
            if (Blanks.isBlank(content, format)) {
                return new Composed(
                        message(title, BLANK + facts(), ContentFormat.TEXT),
                        blank(template.content().name() + ": nothing was printed"),
                        true);
            } else if (!doubts.isEmpty()) {
                String with = Blanks.withBelow(content, format, BLANK + facts());
                return new Composed(message(title, with, format), blank(String.join("; ", doubts)), true);
            }
            RuntimeException blank = noSubject ? blank(template.subject().name() + ": nothing was printed") : null;
            return new Composed(message(title, content, format), blank, true);
        }

        private Message message(String subject, String content, ContentFormat format) {
            return new Message(subject, content, format, laidOut().notices());
        }

        private String facts() {
            return MessageComposer.facts(alert, laidOut().variables());
        }

        private String render(TemplateText template) {
            if (bound == null) {
                bound = renderer.bind(laidOut().all());
            }
            @Nullable String text = bound.render(template);
            if (text == null) {
                throw new TemplateException(
                        template.name() + ": the renderer gave null; it must give text", 0, 0, null);
            }
            return text;
        }
    }

    private static TemplateException unforeseen(Throwable error) {
        return new TemplateException(
                "the renderer failed with " + error.getClass().getName(), 0, 0, error);
    }

    private static String subject(Alert alert) {
        return "Alert: " + alert.name();
    }

    private static String facts(Alert alert, AlertVariables variables) {
        String text =
                """
                Alert: %s (%s)
                Severity: %s
                Status: %s, since %s
                Evaluated: %s
                Rows: %d
                """
                        .formatted(
                                alert.name(),
                                alert.ruleId(),
                                alert.severity().label(),
                                alert.status().text(),
                                alert.fireTime(),
                                alert.alertTime(),
                                alert.fireResultsCount());
        return text + rows(variables);
    }

    private static String rows(AlertVariables variables) {
        StringBuilder text = new StringBuilder();
        variables.fireResults().forEach(row -> text.append("\n- ").append(String.join(" | ", row.values())));
        return text.toString();
    }

    private static List<String> notices(Alert alert, AlertVariables variables) {
        List<String> notices = new ArrayList<>();
        for (QueryData data : alert.results()) {
            int rows = data.result().rows().size();
            if (rows > AlertVariables.MAX_ROWS) {
                notices.add("Only the first %d of %d rows are shown.".formatted(AlertVariables.MAX_ROWS, rows));
            }
            for (Cut cut : data.result().cuts()) {
                notices.add("This is not all of it: " + cut.explanation() + ".");
            }
        }
        if (variables.cutValues() > 0) {
            notices.add("Values longer than %d characters were cut.".formatted(AlertVariables.MAX_VALUE_LENGTH));
        }
        return notices;
    }
}
