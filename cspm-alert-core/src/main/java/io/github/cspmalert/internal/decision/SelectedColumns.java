package io.github.cspmalert.internal.decision;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.log.LogStatement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the names of a statement's columns, where it says them: every item of the outermost list is a field or has a name of
 * its own. A search without SQL, {@code *} and expressions without a name say nothing.
 */
final class SelectedColumns {

    private static final Cursor.Kind SPACE = new Cursor.Kind(Character::isWhitespace);
    private static final Cursor.Kind NAME = new Cursor.Kind(c -> Character.isLetterOrDigit(c) || c == '_');
    private static final Set<String> ENDS =
            Set.of("from", "where", "group", "having", "order", "limit", "union", "except", "intersect", ";");
    // Of the last words of an expression those that are no name.
    private static final Set<String> NO_NAMES = Set.of(
            "end",
            "null",
            "true",
            "false",
            "day",
            "hour",
            "minute",
            "second",
            "month",
            "year",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "distinct",
            "all");
    private static final Set<String> EXPRESSIONS = Set.of(
            "is", "in", "between", "like", "and", "or", "not", "at", "interval", "exists", "escape", "over", "filter");

    private final Cursor cursor;
    private final Set<String> columns = new LinkedHashSet<>();

    private SelectedColumns(String sql) {
        this.cursor = new Cursor(sql);
    }

    /** A word, sign or text of SQL; a name in quotation marks has the kind of a name and no meaning but itself. */
    private record Token(String text, boolean name, boolean quoted) {

        boolean is(String word) {
            return !quoted && text.toLowerCase(Locale.ROOT).equals(word);
        }

        boolean isAnyOf(Set<String> words) {
            return !quoted && words.contains(text.toLowerCase(Locale.ROOT));
        }
    }

    /** {@return the names of all columns, or empty if the statement does not say them} */
    static Optional<Set<String>> of(String statement) {
        String sql = LogStatement.of(statement).sql();
        return sql == null ? Optional.empty() : new SelectedColumns(sql).read();
    }

    private Optional<Set<String>> read() {
        Token first = next();
        if (first == null || !first.is("select")) {
            return Optional.empty();
        }
        List<Token> item = new ArrayList<>();
        int depth = 0;
        for (Token token = next(); token != null; token = next()) {
            depth += "([".contains(token.text()) && !token.quoted()
                    ? 1
                    : ")]".contains(token.text()) && !token.quoted() ? -1 : 0;
            boolean end = depth == 0 && token.isAnyOf(ENDS);
            if (end || depth == 0 && token.is(",")) {
                if (!isNamed(item)) {
                    return Optional.empty();
                } else if (end) {
                    return Optional.of(columns);
                }
                item.clear();
            } else {
                item.add(token);
            }
        }
        return depth == 0 && isNamed(item) ? Optional.of(columns) : Optional.empty();
    }

    // A field, perhaps of a table; or an expression with a name behind it.
    private boolean isNamed(List<Token> item) {
        while (!item.isEmpty() && (item.get(0).is("distinct") || item.get(0).is("all"))) {
            item.remove(0);
        }
        int size = item.size();
        if (size == 0 || !item.get(size - 1).name() || item.get(size - 1).isAnyOf(NO_NAMES)) {
            return false;
        }
        String name = item.get(size - 1).text();
        Token before = size > 1 ? item.get(size - 2) : null;
        boolean field =
                before == null || size == 3 && before.is(".") && item.get(0).name();
        boolean as = before != null && before.is("as");
        boolean behind = before != null
                && (before.name() || before.is(")") || before.is("]"))
                && item.stream().noneMatch(token -> token.isAnyOf(EXPRESSIONS));
        if (field || as || behind) {
            columns.add(name);
        }
        return field || as || behind;
    }

    private @Nullable Token next() {
        skip();
        if (cursor.atEnd()) {
            return null;
        }
        int start = cursor.at();
        char c = cursor.peek();
        if (c == '"' || c == '\'' || c == '`') {
            cursor.next();
            return quoted(c);
        }
        String word = cursor.takeWhile(NAME);
        if (word.isEmpty()) {
            cursor.next();
            return new Token(cursor.since(start), false, false);
        }
        return new Token(word, !Character.isDigit(word.charAt(0)), false);
    }

    // A quotation mark in the text is doubled.
    private Token quoted(char mark) {
        StringBuilder text = new StringBuilder();
        while (!cursor.atEnd()) {
            char c = cursor.next();
            if (c == mark && !cursor.accept(mark)) {
                break;
            }
            text.append(c);
        }
        return new Token(text.toString(), mark != '\'', true);
    }

    private void skip() {
        int before;
        do {
            before = cursor.at();
            cursor.skipWhile(SPACE);
            if (cursor.accept("--")) {
                cursor.skipPast('\n');
            } else if (cursor.accept("/*")) {
                cursor.skipPast("*/");
            }
        } while (cursor.at() > before);
    }
}
