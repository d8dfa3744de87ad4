package io.github.cspmalert.delivery;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertVariables;
import io.github.cspmalert.alert.ConsoleLinks;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.log.Cut;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * A message, and what went wrong in making it.
     *
     * @param message the message
     * @param failure what the renderer threw, or null if it rendered
     */
    public record Composed(Message message, @Nullable RuntimeException failure) {}

    /**
     * Makes a message.
     *
     * @param alert the alert
     * @param template the subject and content
     * @return the message; below its content it tells what was left out
     */
    public Composed compose(Alert alert, ContentTemplate.Content template) {
        AlertVariables variables = AlertVariables.of(alert, links);
        List<String> notices = notices(alert, variables);
        try {
            String subject = render(template.subject(), variables);
            String content = render(template.content(), variables);
            return new Composed(new Message(subject, content, template.content().format(), notices), null);
        } catch (RuntimeException | Error e) {
            return new Composed(plain(alert, variables, notices), Faults.absorb(e, MessageComposer::unforeseen));
        }
    }

    private String render(TemplateText template, AlertVariables variables) {
        @Nullable String text = renderer.render(template, variables.asMap());
        if (text == null) {
            throw new TemplateException(template.name() + ": the renderer gave null; it must give text", 0, 0, null);
        }
        return text;
    }

    private static TemplateException unforeseen(Error error) {
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
                                alert.fireResults().size());
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
