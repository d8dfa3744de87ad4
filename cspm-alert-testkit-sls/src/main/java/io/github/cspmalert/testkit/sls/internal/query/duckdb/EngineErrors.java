package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what the engine says, without what it says of the rendered SQL and of itself. */
final class EngineErrors {

    private static final Pattern SENTENCE =
            Pattern.compile("(?:[A-Za-z -]+ Error: )*([^\\n]*?)(?: Use TRY\\(.*| *)", Pattern.DOTALL);

    /** How a macro fails on purpose, and says why. */
    private static final Pattern FAILED_CAST = Pattern.compile("Could not convert string '(.*)' to [A-Z0-9]+");

    private EngineErrors() {}

    static RuntimeException rejected(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("FATAL Error")) {
            return new IllegalStateException("the engine failed", e);
        }
        return message.startsWith("INTERNAL Error")
                ? QueryRejectedException.invalid("SQL: EmbeddedSls cannot run this statement", e)
                : invalid(message, e);
    }

    private static QueryRejectedException invalid(String message, SQLException e) {
        String first = message.split("\\n", 2)[0].strip();
        Matcher sentence = SENTENCE.matcher(first);
        String said = sentence.matches() ? sentence.group(1) : first;
        Matcher failed = FAILED_CAST.matcher(said);
        return QueryRejectedException.invalid("SQL: " + (failed.matches() ? failed.group(1) : said), e);
    }
}
