package io.github.cspmalert.notify.internal.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.TemplateError.ErrorReason;
import com.hubspot.jinjava.lib.Importable;
import com.hubspot.jinjava.tree.Node;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateText;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs checked templates on jinjava, from which everything that is not SLS's is taken away: tags, filters, functions and
 * tests that SLS does not have, properties and methods of objects, and the interpretation of values as templates.
 * Thread-safe.
 */
public final class JinjavaEngine {

    private static final Set<String> TAGS = Set.of("for", "endfor", "if", "elif", "else", "endif", "raw", "endraw");
    private static final int MAX_LIST = 100_000;

    private final Jinjava jinjava;
    private final JinjavaConfig config;
    private final Context global;
    private final Map<Library, Set<String>> disabled;
    private final Duration timeLimit;

    /**
     * Creates an engine.
     *
     * @param maxOutput the number of characters that a text may have
     * @param timeLimit how long a rendering may take
     */
    public JinjavaEngine(int maxOutput, Duration timeLimit) {
        this.timeLimit = timeLimit;
        this.config = JinjavaConfig.newBuilder()
                .withNestedInterpretationEnabled(false)
                .withReadOnlyResolver(true)
                .withElResolver(new PlainResolver())
                .withEnableFilterChainOptimization(true)
                .withKeepTrailingNewline(true)
                .withMaxOutputSize(maxOutput)
                .withMaxStringLength(maxOutput)
                .withMaxListSize(MAX_LIST)
                .withMaxMapSize(MAX_LIST)
                .withRangeLimit(0)
                .withMaxRenderDepth(1)
                .build();
        this.jinjava = new Jinjava(config);
        this.global = jinjava.getGlobalContext();
        this.disabled = disabled();
        FunctionTable.all().forEach((name, function) -> {
            global.addGlobalMacro(new FunctionMacro(name, function));
            if (function.filter()) {
                global.registerFilter(new FunctionFilter(name, function));
            }
        });
    }

    private Map<Library, Set<String>> disabled() {
        Map<Library, Set<String>> all = new HashMap<>();
        all.put(Library.TAG, allBut(TAGS, global.getAllTags()));
        all.put(Library.FILTER, allBut(FunctionTable.all().keySet(), global.getAllFilters()));
        all.put(Library.FUNCTION, allBut(Set.of(), global.getAllFunctions()));
        all.put(Library.EXP_TEST, allBut(Set.of(), global.getAllExpTests()));
        return all;
    }

    private static Set<String> allBut(Set<String> kept, Collection<? extends Importable> existing) {
        return existing.stream()
                .map(Importable::getName)
                .filter(name -> !kept.contains(name))
                .collect(Collectors.toSet());
    }

    /**
     * Parses a template without rendering it.
     *
     * @param template the template
     * @param environment what functions may know of the rendering
     * @throws TemplateException if it is malformed
     */
    public void parse(TemplateText template, Environment environment) {
        run(template, Map.of(), environment, interpreter -> {
            interpreter.parse(template.text());
            return "";
        });
    }

    /**
     * Renders a checked template.
     *
     * @param template the template
     * @param variables the variables, plain values only
     * @param environment what functions may know of the rendering
     * @return the text
     * @throws TemplateException if it fails or passes a bound
     */
    public String render(TemplateText template, Map<String, @Nullable Object> variables, Environment environment) {
        return run(template, variables, environment, interpreter -> {
            Node root = interpreter.parse(template.text());
            requireNoError(template, interpreter);
            return interpreter.render(root, false);
        });
    }

    private String run(
            TemplateText template,
            Map<String, @Nullable Object> variables,
            Environment environment,
            Function<JinjavaInterpreter, String> work) {
        Context context = new Context(global, new HashMap<>(variables), disabled);
        context.setAutoEscape(environment.html());
        BoundedInterpreter interpreter = new BoundedInterpreter(jinjava, context, config, environment, timeLimit);
        try {
            String text = work.apply(interpreter);
            requireNoError(template, interpreter);
            return text;
        } catch (TemplateException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw new TemplateException(template.name() + ": it is nested too deeply", 0, 0, null);
        } catch (RuntimeException e) {
            throw failed(template, bound(e), 0, e);
        }
    }

    private static void requireNoError(TemplateText template, JinjavaInterpreter interpreter) {
        for (TemplateError error : interpreter.getErrors()) {
            if (error.getReason() != ErrorReason.UNKNOWN) {
                throw failed(template, bound(error), Math.max(0, error.getLineno()), error.getException());
            }
        }
    }

    private static String bound(TemplateError error) {
        return error.getReason() == ErrorReason.OUTPUT_TOO_BIG
                        && !(error.getException() instanceof BoundExceededException)
                ? "the text grew longer than allowed"
                : String.valueOf(error.getException() == null ? error.getMessage() : bound(error.getException()));
    }

    // jinjava wraps what functions throw several times.
    private static String bound(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static TemplateException failed(TemplateText template, String why, int line, @Nullable Throwable cause) {
        String where = line > 0 ? template.name() + ", line " + line : template.name();
        return new TemplateException(where + ": " + why, line, 0, cause);
    }
}
