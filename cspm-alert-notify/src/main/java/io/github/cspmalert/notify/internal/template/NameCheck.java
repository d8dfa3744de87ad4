package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.common.Similar;
import io.github.cspmalert.delivery.KnownNames;
import io.github.cspmalert.delivery.TemplateRenderer.UnknownName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows what a template refers to, through loops and functions, to the names that exist. A name is surely wrong only where
 * it is used as if it were there: not where an {@code if}, {@code and}, {@code or} or a default asks first. For one thread,
 * once.
 */
final class NameCheck {

    private static final Set<String> SAME_ITEMS = Set.of("sort", "list");
    private static final Set<String> ONE_ITEM = Set.of("first", "last");
    private static final Set<String> WITH_DEFAULT = Set.of("int", "float");
    private static final int MOST_NAMED = 40;

    private final Source source;
    private final KnownNames known;
    private final Map<String, UnknownName> unknown = new LinkedHashMap<>();
    private Map<String, KnownNames> scope;
    // The paths of which the template itself has asked whether they exist.
    private Set<String> asked = new HashSet<>();
    private int offset;

    private NameCheck(Source source, KnownNames known) {
        this.source = source;
        this.scope = known.members();
        this.known = known;
    }

    /** What an expression refers to, and by which path, if it is one. */
    private record Ref(KnownNames names, @Nullable String path) {

        static final Ref ANYTHING = new Ref(KnownNames.ANYTHING, null);

        Ref item() {
            KnownNames items = names.items();
            return items == null ? ANYTHING : new Ref(items, path == null ? null : path + "[]");
        }
    }

    static List<UnknownName> unknown(List<Node> nodes, Source source, KnownNames known) {
        NameCheck check = new NameCheck(source, known);
        check.all(nodes);
        return List.copyOf(check.unknown.values());
    }

    private void all(List<Node> nodes) {
        nodes.forEach(this::node);
    }

    private void node(Node node) {
        if (node instanceof Node.Output output) {
            offset = output.offset();
            look(output.value(), false);
        } else if (node instanceof Node.OldOutput output) {
            offset = output.offset();
            old(output.path());
        } else if (node instanceof Node.If choice) {
            choice(choice);
        } else if (node instanceof Node.For loop) {
            loop(loop);
        }
    }

    private void choice(Node.If choice) {
        Set<String> before = asked;
        asked = new HashSet<>(before);
        for (Node.If.Branch branch : choice.branches()) {
            offset = branch.offset();
            look(branch.condition(), true);
            all(branch.body());
        }
        asked = before;
    }

    private void loop(Node.For loop) {
        offset = loop.offset();
        boolean numbered = loop.items() instanceof Expression.Call call
                && call.function().name().equals("enumerate");
        Ref items = look(loop.items(), false);
        Map<String, KnownNames> outer = scope;
        Set<String> before = asked;
        scope = new HashMap<>(outer);
        asked = new HashSet<>(before);
        List<String> variables = loop.variables();
        for (String variable : variables) {
            asked.removeIf(path ->
                    path.equals(variable) || path.startsWith(variable + ".") || path.startsWith(variable + "["));
            scope.put(variable, KnownNames.ANYTHING);
        }
        if (variables.size() == (numbered ? 2 : 1)) {
            scope.put(variables.get(variables.size() - 1), items.item().names());
        }
        all(loop.body());
        scope = outer;
        asked = before;
    }

    private Ref look(@Nullable Expression expression, boolean tested) {
        if (expression instanceof Expression.Variable variable) {
            return variable(variable.name(), tested);
        } else if (expression instanceof Expression.Member member) {
            return child(look(member.base(), tested), member.name(), tested);
        } else if (expression instanceof Expression.Index index) {
            return index(index, tested);
        } else if (expression instanceof Expression.Call call) {
            return call(call, tested);
        } else if (expression instanceof Expression.Logic logic) {
            look(logic.left(), true);
            look(logic.right(), tested);
        } else if (expression instanceof Expression.Not not) {
            look(not.operand(), true);
        } else if (expression instanceof Expression.Binary binary) {
            look(binary.left(), tested);
            look(binary.right(), tested);
        } else if (expression instanceof Expression.Negative negative) {
            look(negative.operand(), tested);
        } else if (expression instanceof Expression.Items items) {
            look(items.base(), tested);
        } else if (expression instanceof Expression.ListOf list) {
            list.items().forEach(item -> look(item, tested));
        } else if (expression instanceof Expression.MapOf map) {
            map.entries().values().forEach(value -> look(value, tested));
        }
        return Ref.ANYTHING;
    }

    private Ref variable(String name, boolean tested) {
        KnownNames found = scope.get(name);
        if (found != null) {
            return new Ref(found, name);
        }
        tell(known, "", name, tested, true);
        return Ref.ANYTHING;
    }

    private Ref index(Expression.Index index, boolean tested) {
        Ref base = look(index.base(), tested);
        if (index.key() instanceof Expression.Literal key && key.value() instanceof String name) {
            return child(base, name, tested);
        }
        look(index.key(), false);
        return base.item();
    }

    private Ref child(Ref base, String name, boolean tested) {
        KnownNames found = base.names().members().get(name);
        String path = base.path();
        if (found == null && path != null) {
            tell(base.names(), path + ".", name, tested, true);
        }
        return path == null ? Ref.ANYTHING : new Ref(found == null ? KnownNames.ANYTHING : found, path + "." + name);
    }

    private Ref call(Expression.Call call, boolean tested) {
        String function = call.function().name();
        boolean hasDefault = WITH_DEFAULT.contains(function) && call.arguments().get(1) != null;
        List<Ref> given = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            given.add(look(argument, tested || hasDefault && given.isEmpty()));
        }
        if (given.isEmpty()) {
            return Ref.ANYTHING;
        } else if (ONE_ITEM.contains(function)) {
            return given.get(0).item();
        }
        return SAME_ITEMS.contains(function) || function.equals("enumerate") ? given.get(0) : Ref.ANYTHING;
    }

    // The old syntax is below alert, and has a few names of its own. Words of a shell look the same.
    private void old(OldPath path) {
        if (path.steps().isEmpty()) {
            String problem = "this '${…}' holds no path, so nothing is printed";
            unknown.putIfAbsent("${" + offset, new UnknownName(source.at(offset, problem), false));
            return;
        }
        KnownNames alert = known.members().getOrDefault("alert", KnownNames.ANYTHING);
        Ref ref = new Ref(alert, "alert");
        for (Object step : path.steps()) {
            if (step instanceof String name && !OldPath.OWN_NAMES.contains(name)) {
                boolean typed = Similar.to(name, ref.names().members().keySet()).isPresent();
                if (ref.names().complete() && !ref.names().members().containsKey(name)) {
                    tell(ref.names(), ref.path() + ".", name, false, typed);
                    return;
                }
                ref = child(ref, name, false);
            } else {
                ref = step instanceof Integer ? ref.item() : Ref.ANYTHING;
            }
        }
    }

    private void tell(KnownNames names, String before, String name, boolean tested, boolean sure) {
        String path = before + name;
        boolean guarded = tested || asked.contains(path);
        if (tested) {
            asked.add(path);
        }
        Set<String> all = new TreeSet<>(names.members().keySet());
        String near = Similar.to(name, all).orElse(null);
        if (near == null && (!names.complete() || guarded)) {
            return;
        }
        boolean otherCase = near != null && near.equalsIgnoreCase(name);
        String guess = near != null
                ? " (did you mean '" + before + near + "'?)"
                : all.isEmpty() || all.size() > MOST_NAMED ? "" : "; there are " + String.join(", ", all);
        String problem = source.at(offset, "there is no '" + path + "'" + guess);
        unknown.putIfAbsent(path, new UnknownName(problem, names.complete() && sure && !guarded && !otherCase));
    }
}
