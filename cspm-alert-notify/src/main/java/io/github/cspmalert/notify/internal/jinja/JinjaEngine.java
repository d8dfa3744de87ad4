package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.tree.Node;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.notify.internal.template.ParsedTemplates;
import java.util.Map;

/** Renders templates over values that are plain already. Immutable and thread-safe. */
public final class JinjaEngine {

    private final JinjaSettings settings;
    private final TemplateSources sources;
    private final Sandbox sandbox;
    // Rendering does not change a tree, so all threads share it.
    private final ParsedTemplates<String, Node> trees = new ParsedTemplates<>(256);

    /**
     * Creates an engine.
     *
     * @param settings what it is set to
     * @param sources where templates are that others include
     */
    public JinjaEngine(JinjaSettings settings, TemplateSources sources) {
        this.settings = settings;
        this.sources = sources;
        this.sandbox = new Sandbox(settings, sources);
    }

    /**
     * Renders a template.
     *
     * @param template the template
     * @param variables texts, numbers, booleans, lists and maps
     * @return the text
     * @throws TemplateException if the template is malformed, if it uses what does not exist, or if a limit is exceeded
     */
    public String render(TemplateText template, Map<String, ?> variables) {
        Rendering rendering = new Rendering(template, settings);
        return guarded(rendering, () -> {
            rendering.checkWeight(variables);
            String text = sandbox.interpreter(rendering, variables, trees).render(template.text());
            rendering.checkLength(text.length());
            return text;
        });
    }

    /**
     * Checks a template, and the files that it names, without rendering it.
     *
     * @param template the template
     * @throws TemplateException if it cannot be parsed, or names a filter or a file that does not exist
     */
    public void check(TemplateText template) {
        Rendering rendering = new Rendering(template, settings);
        guarded(rendering, () -> {
            new TemplateCheck(rendering, sandbox, sources, trees).check(template.text());
            return "";
        });
    }

    private interface Work {
        String run();
    }

    private static String guarded(Rendering rendering, Work work) {
        try {
            String text = work.run();
            rendering.throwFailure();
            return text;
        } catch (TemplateException e) {
            rendering.throwFailure();
            throw e;
        } catch (StackOverflowError e) {
            rendering.throwFailure();
            throw rendering.problem("it is nested too deep");
        } catch (RuntimeException e) {
            rendering.throwFailure();
            throw rendering.problem(Problems.of(e, e.getMessage()));
        }
    }
}
