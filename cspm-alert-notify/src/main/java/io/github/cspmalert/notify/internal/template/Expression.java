package io.github.cspmalert.notify.internal.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that has a value. What refers to nothing has the value null, which prints as nothing. */
sealed interface Expression {

    @Nullable Object evaluate(Rendering rendering);

    record Literal(@Nullable Object value) implements Expression {
        @Override
        public @Nullable Object evaluate(Rendering rendering) {
            return value;
        }
    }

    record Variable(String name) implements Expression {
        @Override
        public @Nullable Object evaluate(Rendering rendering) {
            return rendering.scope().get(name);
        }
    }

    /** {@code base.name}: a member of a map; nothing else has members. */
    record Member(Expression base, String name) implements Expression {
        @Override
        public @Nullable Object evaluate(Rendering rendering) {
            return base.evaluate(rendering) instanceof Map<?, ?> map ? map.get(name) : null;
        }
    }

    /** {@code base[key]}. */
    record Index(Expression base, Expression key) implements Expression {
        @Override
        public @Nullable Object evaluate(Rendering rendering) {
            Object from = base.evaluate(rendering);
            Object which = key.evaluate(rendering);
            if (from instanceof Map<?, ?> map) {
                return Values.isText(which) ? map.get(String.valueOf(which)) : null;
            }
            return from instanceof List<?> list && which instanceof Long i ? item(list, i) : null;
        }

        private static @Nullable Object item(List<?> list, long index) {
            long fromStart = index < 0 ? index + list.size() : index;
            return fromStart >= 0 && fromStart < list.size() ? list.get((int) fromStart) : null;
        }
    }

    /** {@code base.items()}: the pairs of a map. */
    record Items(Expression base) implements Expression {
        @Override
        public @Nullable Object evaluate(Rendering rendering) {
            return base.evaluate(rendering) instanceof Map<?, ?> map ? rendering.made(Sequences.pairs(map)) : List.of();
        }
    }

    /** A function with an argument for each of its parameters; null stands for a default. */
    record Call(Function function, List<@Nullable Expression> arguments, int offset) implements Expression {
        @Override
        public @Nullable Object evaluate(Rendering rendering) {
            @Nullable Object[] values = new @Nullable Object[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                Expression argument = arguments.get(i);
                values[i] =
                        argument == null ? function.parameters().get(i).defaultValue() : argument.evaluate(rendering);
            }
            rendering.at(offset);
            return rendering.made(function.call(new Arguments(function, values, rendering)));
        }
    }

    record ListOf(List<Expression> items) implements Expression {
        @Override
        public Object evaluate(Rendering rendering) {
            List<@Nullable Object> values = new ArrayList<>(items.size());
            for (Expression item : items) {
                values.add(item.evaluate(rendering));
            }
            return values;
        }
    }

    record MapOf(Map<String, Expression> entries) implements Expression {
        @Override
        public Object evaluate(Rendering rendering) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            entries.forEach((key, value) -> values.put(key, value.evaluate(rendering)));
            return values;
        }
    }

    record Not(Expression operand) implements Expression {
        @Override
        public Object evaluate(Rendering rendering) {
            return !Values.isTrue(operand.evaluate(rendering));
        }
    }

    /** {@code and}, {@code or}: the value of the operand that decided. */
    record Logic(boolean untilTrue, Expression left, Expression right) implements Expression {
        @Override
        public @Nullable Object evaluate(Rendering rendering) {
            Object value = left.evaluate(rendering);
            return Values.isTrue(value) == untilTrue ? value : right.evaluate(rendering);
        }
    }

    record Negative(Expression operand, int offset) implements Expression {
        @Override
        public Object evaluate(Rendering rendering) {
            Object value = operand.evaluate(rendering);
            rendering.at(offset);
            return value instanceof Double number ? (Object) (-number) : Operator.MINUS.apply(0L, value, rendering);
        }
    }

    record Binary(Operator operator, Expression left, Expression right, int offset) implements Expression {
        @Override
        public @Nullable Object evaluate(Rendering rendering) {
            Object l = left.evaluate(rendering);
            Object r = right.evaluate(rendering);
            rendering.at(offset);
            return rendering.made(operator.apply(l, r, rendering));
        }
    }
}
