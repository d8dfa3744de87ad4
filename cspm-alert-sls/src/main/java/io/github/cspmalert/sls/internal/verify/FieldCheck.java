package io.github.cspmalert.sls.internal.verify;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.sls.internal.query.SlsStatement;
import io.github.cspmalert.sls.internal.query.StatementFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks up the fields that statements name in the index. Of the names in SQL it judges only those that are surely fields:
 * what the index has, and what CSPM's records have; the rest is left to the trial of the statement.
 */
record FieldCheck(Set<String> judged, List<String> problems) {

    static FieldCheck of(IndexFields index, List<String> statements) {
        Set<String> notIndexed = new TreeSet<>();
        Set<String> withoutStatistics = new TreeSet<>();
        Set<String> judged = new TreeSet<>();
        for (String text : statements) {
            StatementFields fields = fields(text);
            judged.addAll(fields.searched());
            fields.searched().stream().filter(name -> !index.isIndexed(name)).forEach(notIndexed::add);
            for (String name : fields.inSql()) {
                if (index.isIndexed(name) || CheckResult.FIELDS.contains(name)) {
                    judged.add(name);
                    if (!index.hasStatistics(name)) {
                        (index.isIndexed(name) ? withoutStatistics : notIndexed).add(name);
                    }
                }
            }
        }
        return new FieldCheck(judged, problems(notIndexed, withoutStatistics));
    }

    String words() {
        return judged.isEmpty() ? "the statements name none" : "indexed: " + String.join(", ", judged);
    }

    private static StatementFields fields(String text) {
        try {
            return StatementFields.of(SlsStatement.parse(text));
        } catch (LogQueryException e) {
            // Told by the trial of the statement.
            return new StatementFields(Set.of(), Set.of());
        }
    }

    private static List<String> problems(Set<String> notIndexed, Set<String> withoutStatistics) {
        List<String> problems = new ArrayList<>();
        if (!notIndexed.isEmpty()) {
            problems.add("not indexed, so that neither a search nor SQL finds anything: "
                    + String.join(", ", notIndexed) + "; add them to the index");
        }
        if (!withoutStatistics.isEmpty()) {
            problems.add("indexed without statistics, so that SQL cannot use them: "
                    + String.join(", ", withoutStatistics) + "; enable statistics for them in the index");
        }
        return problems;
    }
}
