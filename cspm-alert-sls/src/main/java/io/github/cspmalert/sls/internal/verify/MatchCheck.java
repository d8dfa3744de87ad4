package io.github.cspmalert.sls.internal.verify;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.common.Similar;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.log.LogStatement;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.verify.Checked.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the search of a statement matches anything. Where it does not, which of its terms never hits and what their fields hold
 * instead: a topic or a status that is misspelt looks like health.
 */
public final class MatchCheck {

    private static final int MOST_TERMS = 10;
    private static final int MOST_VALUES = 10;
    private static final int LONGEST_VALUE = 40;

    private final LogSource source;
    private final TimeRange range;

    private MatchCheck(LogSource source, TimeRange range) {
        this.source = source;
        this.range = range;
    }

    /** {@return how many logs a statement's search matches, or why it matches none; a warning if it does} */
    public static Checked look(LogSource source, String statement, TimeRange range) {
        String search = LogStatement.of(statement).search().strip();
        MatchCheck check = new MatchCheck(source, range);
        String shown = "'" + Texts.brief(search.isEmpty() ? "*" : search) + "'";
        try {
            OptionalLong hits = check.hits(search);
            if (hits.isEmpty() || hits.getAsLong() > 0) {
                String found = hits.isEmpty() ? "an unknown number of logs" : Texts.count(hits.getAsLong(), "log");
                return new Checked("matches", Outcome.OK, shown + " matches " + found);
            }
            return new Checked("matches", Outcome.WARNING, shown + " matches nothing: " + check.reason(search));
        } catch (LogQueryException | IllegalArgumentException e) {
            // What is wrong with the statement itself is told by its trial.
            return new Checked("matches", Outcome.OK, shown + " could not be counted");
        }
    }

    private String reason(String search) {
        if (hits("*").orElse(1) == 0) {
            return "the Logstore has no log of that time at all";
        }
        List<String> reasons = new ArrayList<>();
        for (SearchTerm term : SearchTerm.of(search).stream().limit(MOST_TERMS).toList()) {
            if (hits(term.text()).orElse(1) == 0) {
                reasons.add(never(term));
            }
        }
        return reasons.isEmpty()
                ? "each of its terms hits, but no log has all that it asks for"
                : String.join("; ", reasons);
    }

    private String never(SearchTerm term) {
        String never = "'" + Texts.brief(term.text()) + "' never hits";
        if (term.field() == null) {
            return never;
        }
        Map<String, String> values = values(term.field());
        String held = values.isEmpty()
                ? ""
                : ", " + Texts.brief(term.field()) + " is "
                        + values.entrySet().stream()
                                .map(each -> each.getKey() + " (" + each.getValue() + ")")
                                .collect(Collectors.joining(", "));
        List<String> known = new ArrayList<>(values.keySet());
        if (term.field().equals("__topic__")) {
            known.add(CheckResult.TOPIC);
        }
        return never
                + held
                + meant(term.value(), known)
                        .map(value -> "; did you mean '" + value + "'?")
                        .orElse("");
    }

    /** The commonest values of a field and how many logs have each; none if the index cannot tell. */
    private Map<String, String> values(String field) {
        String column = "\"" + (field.equals("source") ? "__source__" : field).replace("\"", "\"\"") + "\"";
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (LogRow row :
                    rows("* | SELECT %s AS found, count(1) AS hits FROM log GROUP BY %s ORDER BY hits DESC LIMIT %d"
                            .formatted(column, column, MOST_VALUES))) {
                String hits = row.get("hits").orElse("?");
                row.get("found")
                        .filter(value -> !value.isEmpty() && !value.equals("null"))
                        .ifPresent(value -> values.put(Texts.printable(value, LONGEST_VALUE), Texts.brief(hits)));
            }
        } catch (LogQueryException e) {
            // A field without statistics; that it is, is told by the check of the fields.
            return Map.of();
        }
        return values;
    }

    private OptionalLong hits(String search) {
        String counted = (search.isEmpty() ? "*" : search) + " | SELECT count(1) AS hits FROM log";
        Optional<String> hits = rows(counted).stream().findFirst().flatMap(row -> row.get("hits"));
        return hits.filter(text -> text.matches("\\d{1,18}")).isPresent()
                ? OptionalLong.of(Long.parseLong(hits.get()))
                : OptionalLong.empty();
    }

    private List<LogRow> rows(String statement) {
        return source.query(new LogQuery(statement, range, MOST_VALUES)).rows();
    }

    /** The nearest value that is a few letters away, or holds the word or is held by it; punctuation and case do not count. */
    static Optional<String> meant(String word, List<String> known) {
        String wanted = letters(word);
        @Nullable String nearest = null;
        int best = Integer.MAX_VALUE;
        for (String candidate : known) {
            String letters = letters(candidate);
            int distance = Similar.distance(wanted, letters);
            boolean near = distance <= Math.max(1, wanted.length() / 3)
                    || Math.min(wanted.length(), letters.length()) >= 3
                            && (letters.contains(wanted) || wanted.contains(letters));
            if (near && distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static String letters(String word) {
        String cut = word.length() > LONGEST_VALUE ? word.substring(0, LONGEST_VALUE) : word;
        return cut.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
