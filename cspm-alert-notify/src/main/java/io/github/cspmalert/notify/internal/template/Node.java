package io.github.cspmalert.notify.internal.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a template that puts something out. */
sealed interface Node {

    void render(Rendering rendering);

    static void renderAll(List<Node> nodes, Rendering rendering) {
        for (Node node : nodes) {
            node.render(rendering);
        }
    }

    /** Text outside of all delimiters; the output takes it unchanged. */
    record Text(String text) implements Node {
        @Override
        public void render(Rendering rendering) {
            rendering.step();
            rendering.write(text);
        }
    }

    /** {@code {{ value }}}. */
    record Output(Expression value, int offset, Place place) implements Node {
        @Override
        public void render(Rendering rendering) {
            rendering.at(offset);
            Object result = value.evaluate(rendering);
            rendering.at(offset);
            rendering.put(result, place);
        }
    }

    /** {@code ${path}}, the syntax before this one. */
    record OldOutput(OldPath path, int offset, Place place) implements Node {
        @Override
        public void render(Rendering rendering) {
            rendering.at(offset);
            rendering.put(path.evaluate(rendering), place);
        }
    }

    /** {@code {% if %}} with its branches; the condition of an else is always true. */
    record If(List<Branch> branches) implements Node {

        record Branch(Expression condition, List<Node> body, int offset) {
            static final Expression ELSE = new Expression.Literal(true);
        }

        /** {@return whether one of the branches is taken in any case} */
        boolean isComplete() {
            return branches.get(branches.size() - 1).condition().equals(Branch.ELSE);
        }

        @Override
        public void render(Rendering rendering) {
            for (Branch branch : branches) {
                rendering.at(branch.offset());
                if (Values.isTrue(branch.condition().evaluate(rendering))) {
                    renderAll(branch.body(), rendering);
                    return;
                }
            }
        }
    }

    /** {@code {% for %}} with one variable for each item, or two for the parts of each. */
    record For(List<String> variables, Expression items, List<Node> body, int offset) implements Node {

        @Override
        public void render(Rendering rendering) {
            rendering.at(offset);
            Object value = items.evaluate(rendering);
            List<?> sequence = value == null ? List.of() : Sequences.of(value, rendering);
            if (sequence == null) {
                throw rendering.error(offset, "a for needs a list, a map or a text, but got " + Values.kind(value));
            }
            Scope outer = rendering.scope();
            Scope inner = outer.inner();
            rendering.enter(inner);
            Rendering.Printed before = rendering.printed();
            for (Object item : sequence) {
                rendering.at(offset);
                rendering.iterate();
                assign(item, inner, rendering);
                renderAll(body, rendering);
            }
            rendering.loopEnded(offset, before);
            rendering.enter(outer);
        }

        private void assign(@Nullable Object item, Scope scope, Rendering rendering) {
            if (variables.size() == 1) {
                scope.set(variables.get(0), item);
            } else if (item instanceof List<?> parts && parts.size() == variables.size()) {
                for (int i = 0; i < variables.size(); i++) {
                    scope.set(variables.get(i), parts.get(i));
                }
            } else {
                throw rendering.error(
                        offset,
                        "a for with two variables needs pairs, such as map.items() or enumerate(list), but got "
                                + (item instanceof Map ? "a map" : Values.kind(item)));
            }
        }
    }
}
