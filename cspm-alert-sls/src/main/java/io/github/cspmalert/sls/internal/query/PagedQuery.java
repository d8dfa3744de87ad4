package io.github.cspmalert.sls.internal.query;

import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.sls.internal.client.Deadline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One run of a query: page after page until there is no more, or as much as was wanted. For one thread, once. */
final class PagedQuery {

    private static final int SEARCH_PAGE = 100;
    private static final int MOST_ROWS = 1_000_000;

    /** Asks for a page. */
    private interface Pages {
        LogsAnswer get(int offset, int count);
    }

    private final GetLogs getLogs;
    private final SlsStatement statement;
    private final LogQuery query;
    private final int pageSize;
    private final Deadline deadline;
    private final Set<String> columns = new LinkedHashSet<>();
    private final List<LogRow> rows = new ArrayList<>();
    private final Set<Cut> cuts = EnumSet.noneOf(Cut.class);

    PagedQuery(GetLogs getLogs, SlsStatement statement, LogQuery query, int pageSize) {
        this.getLogs = getLogs;
        this.statement = statement;
        this.query = query;
        this.pageSize = pageSize;
        this.deadline = getLogs.start();
    }

    LogResult run() {
        if (!statement.hasSql()) {
            all(
                    SEARCH_PAGE,
                    (offset, count) -> getLogs.search(statement.text(), query.range(), offset, count, deadline));
        } else if (statement.limit().isPresent()) {
            once(statement.limit().getAsLong());
        } else {
            all(pageSize, (offset, count) -> getLogs.sql(statement.page(offset, count), query.range(), deadline));
        }
        return new LogResult(getLogs.origin(), List.copyOf(columns), rows, cuts);
    }

    private void once(long limit) {
        LogsAnswer answer = getLogs.sql(statement.text(), query.range(), deadline);
        take(answer);
        if (rows.size() >= limit || answer.limited() > 0 && rows.size() >= answer.limited()) {
            cuts.add(Cut.LIMIT);
        }
    }

    /** One row more than wanted tells whether there are more, except where that is more than the service gives. */
    private void all(int most, Pages pages) {
        int wanted = query.maxRows();
        int asked = Math.min(wanted + 1, MOST_ROWS);
        while (rows.size() < asked) {
            int count = Math.min(most, asked - rows.size());
            LogsAnswer answer = pages.get(rows.size(), count);
            take(answer);
            if (!answer.complete() || answer.isLastPage(count)) {
                break;
            }
        }
        if (rows.size() > wanted || rows.size() == MOST_ROWS) {
            rows.subList(Math.min(wanted, rows.size()), rows.size()).clear();
            cuts.add(Cut.MAX_ROWS);
        }
    }

    private void take(LogsAnswer answer) {
        columns.addAll(answer.columns());
        rows.addAll(answer.rows());
        if (!answer.complete()) {
            cuts.add(Cut.INCOMPLETE);
        }
        if (!answer.accurate()) {
            cuts.add(Cut.INEXACT);
        }
    }
}
