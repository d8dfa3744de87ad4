package io.github.cspmalert.internal.expression;

import io.github.cspmalert.internal.expression.Numbers.NoNumber;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A part of an expression. Immutable. */
sealed interface Node {

    /** What a part stands for. What a field stands for depends on what it is compared with. */
    enum Type {
        NUMBER,
        TEXT,
        FIELD,
        BOOLEAN
    }

    Type type();

    /** {@return the part with the values of a row in brackets for its fields, as SLS shows a condition} */
    String describe(Fields row);

    /** A part that is true or false. */
    sealed interface Logical extends Node {

        Outcome test(Fields row);

        @Override
        default Type type() {
            return Type.BOOLEAN;
        }
    }

    /** A part that has a value. */
    sealed interface Value extends Node {

        /** {@return the value as text, or null if it is missing} */
        @Nullable String text(Fields row);

        /** {@return the value as a number} */
        double number(Fields row) throws NoNumber;
    }

    record NumberConstant(double value, String text) implements Value {

        @Override
        public Type type() {
            return Type.NUMBER;
        }

        @Override
        public String text(Fields row) {
            return text;
        }

        @Override
        public double number(Fields row) {
            return value;
        }

        @Override
        public String describe(Fields row) {
            return text;
        }
    }

    record TextConstant(String value, String written) implements Value {

        @Override
        public Type type() {
            return Type.TEXT;
        }

        @Override
        public String text(Fields row) {
            return value;
        }

        @Override
        public double number(Fields row) throws NoNumber {
            return Numbers.parse(value);
        }

        @Override
        public String describe(Fields row) {
            return written;
        }
    }

    record Variable(Field field) implements Value {

        @Override
        public Type type() {
            return Type.FIELD;
        }

        @Override
        public @Nullable String text(Fields row) {
            return row.value(field);
        }

        @Override
        public double number(Fields row) throws NoNumber {
            String text = row.value(field);
            return Numbers.parse(text == null ? "" : text);
        }

        @Override
        public String describe(Fields row) {
            String text = row.value(field);
            return "[" + (text == null ? "" : text) + "]";
        }
    }

    record Arithmetic(char operator, Value left, Value right) implements Value {

        @Override
        public Type type() {
            return Type.NUMBER;
        }

        @Override
        public String text(Fields row) {
            throw new IllegalStateException("a number is not compared as text");
        }

        @Override
        public double number(Fields row) throws NoNumber {
            double a = left.number(row);
            double b = right.number(row);
            return switch (operator) {
                case '+' -> a + b;
                case '-' -> a - b;
                case '*' -> a * b;
                case '/' -> a / b;
                default -> a % b;
            };
        }

        @Override
        public String describe(Fields row) {
            return left.describe(row) + " " + operator + " " + right.describe(row);
        }
    }

    record Negative(Value value) implements Value {

        @Override
        public Type type() {
            return Type.NUMBER;
        }

        @Override
        public String text(Fields row) {
            throw new IllegalStateException("a number is not compared as text");
        }

        @Override
        public double number(Fields row) throws NoNumber {
            return -value.number(row);
        }

        @Override
        public String describe(Fields row) {
            return "-" + value.describe(row);
        }
    }

    /** A value in parentheses, which are kept for {@link #describe}. */
    record Enclosed(Value value) implements Value {

        @Override
        public Type type() {
            return value.type();
        }

        @Override
        public @Nullable String text(Fields row) {
            return value.text(row);
        }

        @Override
        public double number(Fields row) throws NoNumber {
            return value.number(row);
        }

        @Override
        public String describe(Fields row) {
            return "(" + value.describe(row) + ")";
        }
    }

    record EnclosedLogical(Logical inner) implements Logical {

        @Override
        public Outcome test(Fields row) {
            return inner.test(row);
        }

        @Override
        public String describe(Fields row) {
            return "(" + inner.describe(row) + ")";
        }
    }

    record BooleanConstant(boolean value) implements Logical {

        @Override
        public Outcome test(Fields row) {
            return Outcome.of(value);
        }

        @Override
        public String describe(Fields row) {
            return String.valueOf(value);
        }
    }

    record Not(Logical inner) implements Logical {

        @Override
        public Outcome test(Fields row) {
            return inner.test(row).not();
        }

        @Override
        public String describe(Fields row) {
            return "!" + inner.describe(row);
        }
    }

    record And(List<Logical> parts) implements Logical {

        @Override
        public Outcome test(Fields row) {
            Outcome outcome = Outcome.TRUE;
            for (Logical part : parts) {
                switch (part.test(row)) {
                    case FALSE -> {
                        return Outcome.FALSE;
                    }
                    case UNKNOWN -> outcome = Outcome.UNKNOWN;
                    case TRUE -> {}
                }
            }
            return outcome;
        }

        @Override
        public String describe(Fields row) {
            return Node.joined(parts, " && ", row);
        }
    }

    record Or(List<Logical> parts) implements Logical {

        @Override
        public Outcome test(Fields row) {
            Outcome outcome = Outcome.FALSE;
            for (Logical part : parts) {
                switch (part.test(row)) {
                    case TRUE -> {
                        return Outcome.TRUE;
                    }
                    case UNKNOWN -> outcome = Outcome.UNKNOWN;
                    case FALSE -> {}
                }
            }
            return outcome;
        }

        @Override
        public String describe(Fields row) {
            return Node.joined(parts, " || ", row);
        }
    }

    /** How two values are compared, which SLS decides by what stands on either side. */
    enum Comparing {
        /** As numbers. */
        NUMBERS,
        /** As text. */
        TEXTS,
        /** As numbers if both are, or else as text. */
        EITHER
    }

    record Comparison(Comparator operator, Value left, Value right, Comparing comparing) implements Logical {

        @Override
        public Outcome test(Fields row) {
            if (comparing != Comparing.TEXTS) {
                try {
                    return Outcome.of(operator.holds(left.number(row), right.number(row)));
                } catch (NoNumber e) {
                    if (comparing == Comparing.NUMBERS) {
                        return Outcome.UNKNOWN;
                    }
                }
            }
            String a = left.text(row);
            String b = right.text(row);
            return a == null || b == null ? Outcome.UNKNOWN : Outcome.of(operator.holds(a, b));
        }

        @Override
        public String describe(Fields row) {
            return left.describe(row) + " " + operator.symbol() + " " + right.describe(row);
        }
    }

    record SameTruth(boolean equal, Logical left, Logical right) implements Logical {

        @Override
        public Outcome test(Fields row) {
            Outcome a = left.test(row);
            Outcome b = right.test(row);
            boolean unknown = a == Outcome.UNKNOWN || b == Outcome.UNKNOWN;
            return unknown ? Outcome.UNKNOWN : Outcome.of((a == b) == equal);
        }

        @Override
        public String describe(Fields row) {
            return "%s %s %s".formatted(left.describe(row), equal ? "==" : "!=", right.describe(row));
        }
    }

    record Match(Value value, Predicate<String> pattern, boolean wanted, String written) implements Logical {

        @Override
        public Outcome test(Fields row) {
            String text = value.text(row);
            return text == null ? Outcome.UNKNOWN : Outcome.of(pattern.test(text) == wanted);
        }

        @Override
        public String describe(Fields row) {
            return "%s %s %s".formatted(value.describe(row), wanted ? "=~" : "!~", written);
        }
    }

    record Contains(Value value, Value part) implements Logical {

        @Override
        public Outcome test(Fields row) {
            String text = value.text(row);
            String wanted = part.text(row);
            return text == null || wanted == null ? Outcome.UNKNOWN : Outcome.of(text.contains(wanted));
        }

        @Override
        public String describe(Fields row) {
            return "contains(%s, %s)".formatted(value.describe(row), part.describe(row));
        }
    }

    private static String joined(List<Logical> parts, String between, Fields row) {
        return String.join(
                between, parts.stream().map(part -> part.describe(row)).toList());
    }
}
