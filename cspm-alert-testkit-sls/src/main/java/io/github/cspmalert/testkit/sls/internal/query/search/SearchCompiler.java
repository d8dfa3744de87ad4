package io.github.cspmalert.testkit.sls.internal.query.search;

import io.github.cspmalert.testkit.sls.internal.query.LogColumns;
import io.github.cspmalert.testkit.sls.internal.query.LogColumns.Field;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.FullText;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.search.Search.Compare;
import io.github.cspmalert.testkit.sls.internal.query.search.Search.Exists;
import io.github.cspmalert.testkit.sls.internal.query.search.Search.Match;
import io.github.cspmalert.testkit.sls.internal.query.search.Tokenizer.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Compiles a search to a condition in the engine's SQL, for a WHERE: what is NULL there is not found. Only below
 * {@code not} that has to be said, since {@code not key:value} finds the logs without the field as well; anywhere else it
 * would keep the engine from its fast ways of filtering.
 *
 * <p>Where an index exists for a field, it decides (type, delimiters, case). A word without a field is looked for as the
 * service does it: with a full-text index in the names and values of all fields; without one in the values of all fields
 * that have a text index. Numbers, tags, the topic and the source are found only with their field.
 *
 * <p>Two deliberate deviations. A wildcard in the service stands for at most 100 words, sampled; here it stands for all.
 * And {@code field > 100} on a field that is no number becomes a full-text search in the service, without a word; here
 * it is refused.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/query-syntax/">Search syntax and functions</a>
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/create-indexes">Create indexes</a>
 */
public final class SearchCompiler {

    private static final int LONGEST_FUZZY_WORD = 64;

    private final LogColumns columns;
    private final String text;

    private SearchCompiler(LogColumns columns, String text) {
        this.columns = columns;
        this.text = text;
    }

    /**
     * Compiles a search.
     *
     * @param search the search part of a statement
     * @param columns the layout of the table
     * @return a condition
     * @throws QueryRejectedException if the search is malformed, or does not fit the index
     */
    public static String compile(String search, LogColumns columns) {
        return new SearchCompiler(columns, search).sql(SearchParser.parse(search));
    }

    private String sql(Search search) {
        if (search instanceof Search.And and) {
            return joined(and.parts(), " AND ");
        } else if (search instanceof Search.Or or) {
            return joined(or.parts(), " OR ");
        } else if (search instanceof Search.Not not) {
            return "(NOT coalesce(" + sql(not.part()) + ", FALSE))";
        } else if (search instanceof Match match) {
            return match.key() == null ? inWholeLog(match) : inField(match, match.key());
        } else if (search instanceof Exists exists) {
            return "(" + field(exists.key(), exists.at()).text() + " IS NOT NULL)";
        } else if (search instanceof Compare compare) {
            return comparison(compare);
        }
        return "TRUE";
    }

    private String joined(List<Search> parts, String operator) {
        return parts.stream().map(this::sql).collect(Collectors.joining(operator, "(", ")"));
    }

    private String comparison(Compare compare) {
        Field field = field(compare.key(), compare.at());
        if (!field.numeric()) {
            throw rejected(
                    compare.at(),
                    "'" + compare.operator() + "' needs a number, but field '" + compare.key()
                            + "' has an index of type " + typeOf(field) + "; give it an index of type long or double");
        }
        return "(" + field.number() + " " + compare.operator() + " " + numeral(compare.value()) + ")";
    }

    private String inField(Match match, String key) {
        Field field = field(key, match.at());
        if (match.text().isEmpty()) {
            return "(" + field.text() + " = '')";
        }
        if (field.numeric()) {
            return "(" + field.number() + " = " + number(match, field) + ")";
        }
        TextColumn column = TextColumn.of(field);
        requireWords(column.tokens(match.text(), match.quoted()), match);
        return column.has(match.text(), match.quoted());
    }

    private String number(Match match, Field field) {
        BigDecimal number = Numbers.parse(match.text());
        if (number == null) {
            throw rejected(
                    match.at(),
                    "field '" + field.name() + "' has an index of type " + typeOf(field)
                            + ", so only a number can be searched for in it, not '" + match.text() + "'");
        }
        return numeral(number);
    }

    /** Each word may stand in another field; or one field has them all, as its own delimiters part them. */
    private String inWholeLog(Match match) {
        List<TextColumn> places = fullText();
        if (places.isEmpty()) {
            throw rejected(
                    match.at(),
                    "the Logstore has neither a full-text index nor a text field with an index, so '" + match.text()
                            + "' cannot be searched for");
        }
        List<Token> words = new Tokenizer(delimiters(places), true, false).tokens(match.text(), match.quoted());
        requireWords(words, match);
        String anywhere = words.stream()
                .map(word -> anyOf(places, word.text(), match.quoted()))
                .collect(Collectors.joining(" AND ", "(", ")"));
        return words.size() == 1
                ? anywhere
                : "(" + anywhere + " OR " + anyOf(places, match.text(), match.quoted()) + ")";
    }

    private static String anyOf(List<TextColumn> places, String text, boolean quoted) {
        return places.stream()
                .filter(place -> !place.tokens(text, quoted).isEmpty())
                .map(place -> place.has(text, quoted))
                .collect(Collectors.joining(" OR ", "(FALSE OR ", ")"));
    }

    private List<TextColumn> fullText() {
        List<TextColumn> places = new ArrayList<>();
        for (Field field : columns.fields()) {
            if (!field.numeric() && !field.name().startsWith(LogColumns.TAG_PREFIX)) {
                places.add(TextColumn.of(field));
            }
        }
        FullText line = columns.index().line();
        if (line != null) {
            places.addAll(TextColumn.of(line));
        }
        return places;
    }

    /** Those of the full-text index, or else those of all fields. */
    private String delimiters(List<TextColumn> places) {
        FullText line = columns.index().line();
        return line != null
                ? line.delimiters()
                : places.stream().map(TextColumn::delimiters).collect(Collectors.joining());
    }

    private void requireWords(List<Token> tokens, Match match) {
        if (tokens.isEmpty()) {
            throw rejected(
                    match.at(), "'" + match.text() + "' has no word to search for: it consists of delimiters only");
        }
        for (Token token : tokens) {
            requireServedWildcards(token, match);
        }
    }

    private void requireServedWildcards(Token token, Match match) {
        if (!token.fuzzy()) {
            return;
        }
        if (token.text().startsWith("*") || token.text().startsWith("?")) {
            throw rejected(
                    match.at(),
                    "a word must not start with a wildcard, as '" + token.text()
                            + "' does; put letters before it, or use LIKE in the SQL part");
        }
        if (token.text().length() > LONGEST_FUZZY_WORD) {
            throw rejected(match.at(), "a word with a wildcard has at most " + LONGEST_FUZZY_WORD + " characters");
        }
    }

    private Field field(String key, int at) {
        if (key.equals("__time__")) {
            throw rejected(at, "a search does not take the time; set the time range of the request instead");
        }
        List<Field> found = columns.searchable(key);
        if (found.isEmpty()) {
            throw rejected(at, "field '" + key + "' has no index, so it cannot be searched; add it to the index");
        }
        return found.get(0);
    }

    private static String numeral(BigDecimal number) {
        return "(" + number.toPlainString() + ")";
    }

    private static String typeOf(Field field) {
        return field.key().type().name().toLowerCase(Locale.ROOT);
    }

    private QueryRejectedException rejected(int at, String problem) {
        return QueryRejectedException.invalid("search, " + Place.of(text, at) + ": " + problem);
    }
}
