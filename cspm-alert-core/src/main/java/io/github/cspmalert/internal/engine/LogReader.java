package io.github.cspmalert.internal.engine;

import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.internal.decision.evaluation.EvaluatedRows;
import io.github.cspmalert.internal.decision.evaluation.Look;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks the log sources of a rule's queries. */
public final class LogReader {

    private final Map<String, LogSource> sources;

    /** Creates a reader of sources by name. */
    public LogReader(Map<String, LogSource> sources) {
        this.sources = Map.copyOf(sources);
    }

    /** {@return the rule's queries with what they gave} */
    public List<QueryData> read(AlertRule rule, Look look) {
        List<QueryData> data = new ArrayList<>();
        for (Query query : rule.queries()) {
            TimeRange range = look.range(query.timeSpan());
            data.add(EvaluatedRows.marked(rule, new QueryData(query.statement(), range, ask(rule, query, range))));
        }
        return data;
    }

    private LogResult ask(AlertRule rule, Query query, TimeRange range) {
        try {
            LogSource source = Objects.requireNonNull(sources.get(query.source()), () -> what(rule, query));
            @Nullable LogResult result = source.query(new LogQuery(query.statement(), range));
            if (result == null) {
                throw new LogQueryException(what(rule, query) + " returned null; it must return a result", false, null);
            }
            return result;
        } catch (CspmAlertException e) {
            throw e;
        } catch (Throwable e) {
            Throwable fault = Faults.absorb(e, IllegalStateException::new);
            throw new LogQueryException(
                    what(rule, query) + " failed with " + e.getClass().getName(), true, fault);
        }
    }

    private static String what(AlertRule rule, Query query) {
        return "log source '%s' of rule '%s'".formatted(query.source(), rule.id());
    }
}
