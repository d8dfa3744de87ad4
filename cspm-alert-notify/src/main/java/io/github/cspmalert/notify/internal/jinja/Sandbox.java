package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.DisabledException;
import com.hubspot.jinjava.interpret.InterpreterFactory;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.Importable;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.loader.ResourceLocator;
import com.hubspot.jinjava.tree.Node;
import io.github.cspmalert.notify.internal.template.ParsedTemplates;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Jinjava with everything switched off that is not named here. Immutable and thread-safe. */
final class Sandbox {

    /** Filters of jinjava that neither reach further than their values nor make more of them than they are given. */
    private static final Set<String> FILTERS = Set.of(
            "abs",
            "capitalize",
            "count",
            "dictsort",
            "first",
            "float",
            "int",
            "join",
            "last",
            "length",
            "list",
            "lower",
            "map",
            "reject",
            "rejectattr",
            "reverse",
            "round",
            "select",
            "selectattr",
            "sort",
            "split",
            "string",
            "sum",
            "title",
            "trim",
            "truncate",
            "unique",
            "upper",
            "urlencode",
            "wordcount");

    private static final Set<String> TAGS = Set.of(
            "block",
            "break",
            "call",
            "continue",
            "else",
            "elif",
            "extends",
            "for",
            "from",
            "if",
            "import",
            "include",
            "macro",
            "raw",
            "set");

    /** Jinjava's names of functions begin with the namespace. */
    private static final Set<String> FUNCTIONS = Set.of(":range");

    private static final int MAX_RANGE = 1_000;
    private static final int MAX_ITEMS = 100_000;

    private final Jinjava jinjava;
    private final JinjavaConfig config;
    private final Context common;
    private final Map<Library, Set<String>> disabled;

    Sandbox(JinjaSettings settings, ResourceLocator sources) {
        this.jinjava = new Jinjava(JinjavaConfig.newBuilder().build());
        jinjava.setResourceLocator(sources);
        Context all = jinjava.getGlobalContext();
        this.disabled = Map.of(
                Library.FILTER, others(all.getAllFilters(), FILTERS),
                Library.TAG, others(all.getAllTags(), TAGS),
                Library.FUNCTION, others(all.getAllFunctions(), FUNCTIONS));
        this.config = config(settings);
        this.common = new Common(disabled);
        register(all);
    }

    private static Set<String> others(Collection<? extends Importable> all, Set<String> wanted) {
        return all.stream()
                .map(Importable::getName)
                .filter(name -> !wanted.contains(name) && !OwnFilters.NAMES.contains(name.replace(":", "")))
                .filter(name ->
                        !name.equals(":super") && !(name.startsWith("end") && wanted.contains(name.substring(3))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private JinjavaConfig config(JinjaSettings settings) {
        return JinjavaConfig.newBuilder()
                .withNestedInterpretationEnabled(false)
                .withElResolver(new PlainResolver())
                .withTimeZone(settings.timeZone())
                .withMaxOutputSize(settings.maxOutputLength())
                .withMaxStringLength(settings.maxOutputLength())
                .withMaxListSize(MAX_ITEMS)
                .withMaxMapSize(MAX_ITEMS)
                .withRangeLimit(MAX_RANGE)
                .withTrimBlocks(true)
                .withDisabled(disabled)
                .withInterperterFactory(new Importing())
                .withProcessors(JinjavaProcessors.newBuilder()
                        .withNodePreProcessor(Sandbox::notePlace)
                        .build())
                .withLegacyOverrides(LegacyOverrides.newBuilder()
                        .withEvaluateMapKeys(true)
                        .withIterateOverMapKeys(true)
                        .withUseNaturalOperatorPrecedence(true)
                        .withParseWhitespaceControlStrictly(true)
                        .withKeepNullableLoopValues(true)
                        .withHandleBackslashInQuotesOnly(true)
                        .build())
                .build();
    }

    private static void notePlace(Node node, JinjavaInterpreter interpreter) {
        if (interpreter instanceof GuardedInterpreter guarded) {
            GuardedInterpreter.rendering(guarded).at(node, guarded::file);
        }
    }

    private void register(Context all) {
        for (Filter filter : common.getAllFilters()) {
            if (FILTERS.contains(filter.getName())) {
                common.registerFilter(GuardedFilter.of(filter));
            }
        }
        OwnFilters.all().forEach(common::registerFilter);
        common.registerExpTest(new DefinedTest(true));
        common.registerExpTest(new DefinedTest(false));
        common.registerTag(new MarkupTags.Macro());
        common.registerTag(new MarkupTags.Call());
        common.registerTag(new MarkupTags.Set());
        for (ELFunctionDefinition function : OwnFilters.functions()) {
            common.registerFunction(function);
            all.registerFunction(function);
        }
    }

    /** {@return an interpreter for one rendering over some variables} */
    GuardedInterpreter interpreter(Rendering rendering, Map<String, ?> variables, ParsedTemplates<String, Node> trees) {
        Context context = new Context(common, variables, disabled);
        context.setAutoEscape(rendering.isHtml());
        return new GuardedInterpreter(jinjava, context, config, rendering, trees);
    }

    static boolean hasFilter(String name) {
        return FILTERS.contains(name) || OwnFilters.NAMES.contains(name);
    }

    /** What all renderings share: it only gives, and notes nothing of what goes on below it. */
    private static final class Common extends Context {

        Common(Map<Library, Set<String>> disabled) {
            super(null, null, disabled);
        }

        @Override
        public Filter getFilter(String name) {
            return there(super.getFilter(name), name);
        }

        @Override
        public ExpTest getExpTest(String name) {
            return there(super.getExpTest(name), name);
        }

        // Jinjava takes what it does not know for nothing.
        private static <T> T there(@Nullable T found, String name) {
            if (found == null) {
                throw new DisabledException(name);
            }
            return found;
        }

        @Override
        public void addResolvedExpression(String expression) {}

        @Override
        public void addResolvedValue(String value) {}

        @Override
        public void addResolvedFunction(String function) {}
    }

    private static final class Importing implements InterpreterFactory {

        @Override
        public JinjavaInterpreter newInstance(JinjavaInterpreter importing) {
            return new GuardedInterpreter((GuardedInterpreter) importing);
        }

        @Override
        public JinjavaInterpreter newInstance(Jinjava application, Context context, JinjavaConfig config) {
            throw new UnsupportedOperationException("a rendering starts with Sandbox.interpreter(..)");
        }
    }
}
