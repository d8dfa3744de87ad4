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

    /** A message, and what the renderer threw if it is plain text for that reason. */
    record Composed(Message message, @Nullable RuntimeException failure) {}

    /** Lays out what templates see of an alert, once for all messages about it. */
    ForAlert about(Alert alert) {
        AlertVariables variables = AlertVariables.of(alert, links);
        return new ForAlert(alert, variables, variables.asMap(), notices(alert, variables));
    }

    /** Lays out what templates see of an alert, and further variables beside it. What is cut there the templates tell. */
    ForAlert about(Alert alert, Map<String, ?> more) {
        AlertVariables variables = AlertVariables.of(alert, links);
        Map<String, Object> all = new HashMap<>(variables.asMap());
        all.putAll(more);
        return new ForAlert(alert, variables, Collections.unmodifiableMap(all), List.of());
    }

    /** Makes the messages about one alert. For one thread. */
    final class ForAlert {

        private final Alert alert;
        private final AlertVariables variables;
        private final Map<String, ?> all;
        private final List<String> notices;
        private TemplateRenderer.@Nullable Bound bound;

        private ForAlert(Alert alert, AlertVariables variables, Map<String, ?> all, List<String> notices) {
            this.alert = alert;
            this.variables = variables;
            this.all = all;
            this.notices = notices;
        }

        Composed compose(ContentTemplate.Content template) {
            try {
                String subject = render(template.subject());
                String content = render(template.content());
                return new Composed(
                        new Message(subject, content, template.content().format(), notices), null);
            } catch (Throwable e) {
                return new Composed(plain(alert, variables, notices), Faults.absorb(e, MessageComposer::unforeseen));
            }
        }

        private String render(TemplateText template) {
            if (bound == null) {
                bound = renderer.bind(all);
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

    private static Message plain(Alert alert, AlertVariables variables, List<String> notices) {
        String text =
                """
                Template render error: the message of this alert could not be laid out. The alert itself is real.

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
        return new Message("Alert: " + alert.name(), text + rows(variables), ContentFormat.TEXT, notices);
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
