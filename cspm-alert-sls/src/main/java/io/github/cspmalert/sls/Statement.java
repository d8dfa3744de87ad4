package io.github.cspmalert.sls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement taken apart as far as paging needs: its search part, its SQL part, and whether the SQL part limits its rows
 * itself. The service is the judge of everything else.
 *
 * @param search the search part
 * @param sql the SQL part; empty if there is none
 */
record Statement(String search, String sql) {

    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[()]|[\\p{L}_][\\p{L}\\p{N}_]*|\\d+|\\S");

    static Statement parse(String text) {
        int bar = firstBar(text);
        return bar < 0
                ? new Statement(text.strip(), "")
                : new Statement(
                        text.substring(0, bar).strip(), text.substring(bar + 1).strip());
    }

    boolean hasSql() {
        return !sql.isEmpty();
    }

    /** {@return the number of rows to which the SQL part limits itself: x of a last {@code LIMIT x} or {@code LIMIT y, x}} */
    OptionalLong ownLimit() {
        List<String> tokens = topLevelTokens(sql);
        int limit = tokens.stream()
                .map(token -> token.toLowerCase(Locale.ROOT))
                .toList()
                .lastIndexOf("limit");
        if (limit < 0) {
            return OptionalLong.empty();
        }
        String count = "";
        for (String token : tokens.subList(limit + 1, tokens.size())) {
            count = token.matches("\\d+") ? token : count;
        }
        return count.isEmpty() || count.length() > 18
                ? OptionalLong.of(Long.MAX_VALUE)
                : OptionalLong.of(Long.parseLong(count));
    }

    /** {@return the statement with a limit put behind its SQL part, which must have none of its own} */
    String withLimit(long offset, long count) {
        return "%s | %s LIMIT %d, %d".formatted(search, sql, offset, count);
    }

    // A backslash escapes a quote inside quotes.
    private static int firstBar(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '|' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    static List<String> tokens(String sql) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private static List<String> topLevelTokens(String sql) {
        List<String> top = new ArrayList<>();
        int depth = 0;
        for (String token : tokens(sql)) {
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (depth == 0 && !token.equals(")")) {
                top.add(token);
            }
        }
        return top;
    }
}
