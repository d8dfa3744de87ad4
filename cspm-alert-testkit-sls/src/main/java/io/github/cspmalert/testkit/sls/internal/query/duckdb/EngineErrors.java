package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.Rejections;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what the engine says, without what it says of the rendered SQL and of itself. */
final class EngineErrors {

    private static final Pattern SENTENCE =
            Pattern.compile("(?:[A-Za-z -]+ Error: )*([^\\n]*?)(?: Use TRY\\(.*| *)", Pattern.DOTALL);

    private EngineErrors() {}

    static RuntimeException rejected(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("INTERNAL Error") || message.startsWith("FATAL Error")) {
            return new IllegalStateException("the engine failed", e);
        }
        return invalid(message, e);
    }

    private static QueryRejectedException invalid(String message, SQLException e) {
        String first = message.split("\\n", 2)[0].strip();
        Matcher sentence = SENTENCE.matcher(first);
        return Rejections.invalid("SQL: " + (sentence.matches() ? sentence.group(1) : first), e);
    }
}
