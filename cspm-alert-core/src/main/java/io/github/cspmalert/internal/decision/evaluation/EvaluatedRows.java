package io.github.cspmalert.internal.decision.evaluation;

import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.log.LogStatement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which rows of a query count in an evaluation: not more than in the service, so that both fire alike.
 *
 * @see <a href="https://help.aliyun.com/document_detail/207711.htm">SLS: limits of alerting</a>
 */
public final class EvaluatedRows {

    private static final int OF_SQL = 1000;
    private static final int OF_A_SEARCH = 100;
    private static final int OF_EACH_OF_THREE = 100;

    private EvaluatedRows() {}

    /** {@return the rows that count} */
    static List<LogRow> of(AlertRule rule, QueryData data) {
        List<LogRow> rows = data.result().rows();
        return rows.subList(0, Math.min(rows.size(), most(rule, data.statement())));
    }

    /** {@return what a query gave, with the note that not all rows of it count if that is so} */
    public static QueryData marked(AlertRule rule, QueryData data) {
        LogResult result = data.result();
        if (result.rows().size() <= most(rule, data.statement())) {
            return data;
        }
        Set<Cut> cuts = EnumSet.of(Cut.EVALUATED);
        cuts.addAll(result.cuts());
        return new QueryData(
                data.statement(), data.range(), new LogResult(result.origin(), result.columns(), result.rows(), cuts));
    }

    private static int most(AlertRule rule, String statement) {
        boolean threePutTogether = rule.queries().size() == 3
                && rule.setOperations().stream().noneMatch(each -> each.type() == SetOperation.Type.NO_JOIN);
        if (threePutTogether) {
            return OF_EACH_OF_THREE;
        }
        return LogStatement.of(statement).hasSql() ? OF_SQL : OF_A_SEARCH;
    }
}
