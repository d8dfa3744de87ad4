package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.KnownNames;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateRenderer.UnknownName;
import java.util.List;

/** A template that was checked and can be rendered, again and again and by many threads. */
public final class SlsTemplate {

    private final Source source;
    private final List<Node> nodes;

    private SlsTemplate(Source source, List<Node> nodes) {
        this.source = source;
        this.nodes = nodes;
    }

    /**
     * Checks a template.
     *
     * @throws TemplateException if it is malformed, uses what SLS does not document, or puts a value where none is safe
     */
    public static SlsTemplate parse(TemplateText template) {
        Source source = new Source(template);
        try {
            List<Node> nodes = TemplateParser.parse(source);
            boolean html = template.format() == ContentFormat.HTML;
            return new SlsTemplate(source, html ? HtmlPlaces.assign(nodes, source) : nodes);
        } catch (TemplateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw source.error(0, "the template cannot be read: " + e.getClass().getName(), e);
        }
    }

    /**
     * A text.
     *
     * @param text the text
     * @param blanks the loops that ran and printed nothing but blanks, one sentence each
     */
    public record Rendered(String text, List<String> blanks) {}

    /**
     * Renders the template.
     *
     * @throws TemplateException if a value is not of the kind that the template needs, or a limit is exceeded
     */
    public Rendered render(Variables variables, RenderSettings settings) {
        Rendering rendering = new Rendering(source, settings, new Scope(variables.plainFor(source.template())).inner());
        try {
            Node.renderAll(nodes, rendering);
        } catch (TemplateException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever nobody thought of is an error of one text, at a place, like any other.
            throw rendering.error("this cannot be rendered: " + e.getClass().getName(), e);
        }
        rendering.checkTime();
        return new Rendered(rendering.output(), rendering.blankLoops());
    }

    /** {@return the names that the template uses and that do not exist} */
    public List<UnknownName> unknownNames(KnownNames known) {
        return NameCheck.unknown(nodes, source, known);
    }
}
