package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.BooleanLiteral;
import com.facebook.presto.sql.tree.DecimalLiteral;
import com.facebook.presto.sql.tree.DoubleLiteral;
import com.facebook.presto.sql.tree.GenericLiteral;
import com.facebook.presto.sql.tree.IntervalLiteral;
import com.facebook.presto.sql.tree.Literal;
import com.facebook.presto.sql.tree.LongLiteral;
import com.facebook.presto.sql.tree.NullLiteral;
import com.facebook.presto.sql.tree.StringLiteral;
import com.facebook.presto.sql.tree.TimestampLiteral;
import io.github.cspmalert.testkit.sls.internal.query.SqlText;
import java.math.BigDecimal;
import java.util.Locale;

/** Renders literals. */
final class Literals {

    private Literals() {}

    static Fragment render(Literal literal) {
        if (literal instanceof StringLiteral text) {
            return new Fragment(SqlText.literal(text.getValue()), SqlType.VARCHAR);
        } else if (literal instanceof LongLiteral number) {
            return number(number.getValue());
        } else if (literal instanceof DoubleLiteral number) {
            return new Fragment("CAST('" + number.getValue() + "' AS DOUBLE)", SqlType.DOUBLE);
        } else if (literal instanceof DecimalLiteral number) {
            return decimal(new BigDecimal(number.getValue()));
        } else if (literal instanceof BooleanLiteral bool) {
            return new Fragment(bool.getValue() ? "TRUE" : "FALSE", SqlType.BOOLEAN);
        } else if (literal instanceof NullLiteral) {
            return new Fragment("NULL", SqlType.UNKNOWN);
        } else if (literal instanceof IntervalLiteral interval) {
            return interval(interval);
        } else if (literal instanceof TimestampLiteral time) {
            return new Fragment("CAST(" + SqlText.literal(time.getValue()) + " AS TIMESTAMP)", SqlType.TIMESTAMP);
        } else if (literal instanceof GenericLiteral generic) {
            TypeNames.Target target = TypeNames.target(generic.getType(), generic);
            return new Fragment(
                    "CAST(" + SqlText.literal(generic.getValue()) + " AS " + target.sql() + ")", target.type());
        }
        throw Nodes.notServed(literal, literal.getClass().getSimpleName());
    }

    private static Fragment decimal(BigDecimal number) {
        int scale = Math.max(number.scale(), 0);
        int precision = Math.max(number.precision(), scale);
        String sql = "CAST('" + number.toPlainString() + "' AS DECIMAL(" + precision + ", " + scale + "))";
        return new Fragment(sql, SqlType.DECIMAL);
    }

    private static Fragment number(long value) {
        return new Fragment(Long.toString(value), value == (int) value ? SqlType.INTEGER : SqlType.BIGINT);
    }

    private static Fragment interval(IntervalLiteral interval) {
        if (!interval.getValue().matches("\\d{1,9}(\\.\\d{1,3})?")
                || interval.getEndField().isPresent()) {
            throw Nodes.notServed(interval, "interval '" + interval.getValue() + "'; use a number such as '7', which");
        }
        String sign = interval.getSign() == IntervalLiteral.Sign.NEGATIVE ? "-" : "";
        String unit = interval.getStartField().name().toLowerCase(Locale.ROOT);
        return new Fragment("INTERVAL '" + sign + interval.getValue() + " " + unit + "'", SqlType.INTERVAL);
    }
}
