package io.github.cspmalert.internal.expression;

import io.github.cspmalert.internal.expression.Node.Logical;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An expression of a trigger or of a set operation, such as {@code cnt > 10 && $0.host == $1.host}. Immutable and
 * thread-safe.
 *
 * <p>Values are compared as SLS does: with a number as numbers, with a text as text, and with each other as numbers if both
 * are, or else as text. SLS documents no precedence and no anchoring; here they are those of Go, in which {@code *} goes
 * before {@code +}, {@code +} before {@code ==}, {@code ==} before {@code &&} and {@code &&} before {@code ||}, and a
 * regular expression matches anywhere in the text.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/syntax-of-trigger-conditions-in-alert-rules">SLS: syntax of expressions</a>
 */
public final class Expression {

    /** The length of the longest expression that SLS takes, in characters: {@value}. */
    public static final int LONGEST = 128;

    private final String text;
    private final Node root;
    private final Set<Field> fields;

    Expression(String text, Node root, Set<Field> fields) {
        this.text = text;
        this.root = root;
        this.fields = Set.copyOf(fields);
    }

    /** Two fields that must be equal. */
    public record Equality(Field left, Field right) {}

    /**
     * Reads an expression.
     *
     * @param name what it is, for messages
     * @param text the expression, not empty
     * @throws IllegalArgumentException if it cannot be read, names what is wrong and the character where it is
     */
    public static Expression parse(String name, String text) {
        return new ExpressionParser(name, text).parse();
    }

    /** {@return what it says of a row} One that is not true or false never holds, as in SLS. */
    public Outcome test(Fields row) {
        return root instanceof Logical logical ? logical.test(row) : Outcome.FALSE;
    }

    /** {@return whether it is true or false, and not a number or a text} */
    public boolean isBoolean() {
        return root instanceof Logical;
    }

    /** {@return the fields that it names} */
    public Set<Field> fields() {
        return fields;
    }

    /** {@return which fields of two queries are equal wherever it holds} */
    public List<Equality> equalities() {
        List<Equality> found = new ArrayList<>();
        collect(root, found);
        return found;
    }

    /** {@return the expression with the values of a row, such as {@code [1] > 0}, as SLS shows it} */
    public String describe(Fields row) {
        return root.describe(row);
    }

    private static void collect(Node node, List<Equality> found) {
        if (node instanceof Node.EnclosedLogical enclosed) {
            collect(enclosed.inner(), found);
        } else if (node instanceof Node.And and) {
            and.parts().forEach(part -> collect(part, found));
        } else if (node instanceof Node.Comparison comparison
                && comparison.operator() == Comparator.EQUAL
                && comparison.left() instanceof Node.Variable left
                && comparison.right() instanceof Node.Variable right) {
            found.add(new Equality(left.field(), right.field()));
        }
    }

    /** {@return the expression as written} */
    @Override
    public String toString() {
        return text;
    }
}
