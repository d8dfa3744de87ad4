package io.github.cspmalert.testkit.sls.internal.query.search;

import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.search.SearchToken.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses a search by the documented grammar. Precedence, tightest first: {@code :}, {@code ""}, {@code ()}, {@code and}
 * with {@code not}, {@code or}. Words that stand side by side are joined by {@code and}.
 *
 * <pre>
 * or        = and { "or" and }
 * and       = factor { [ "and" ] factor }
 * factor    = "not" factor | "(" or ")" | condition
 * condition = value | key ":" value | key ("&gt;" | "&gt;=" | "&lt;" | "&lt;=" | "=") number | key "in" range
 * range     = ("[" | "(") number number ("]" | ")")
 * </pre>
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/query-syntax/">Search syntax and functions</a>
 */
final class SearchParser {

    private static final int MOST_CONDITIONS = 30;
    private static final int DEEPEST_NESTING = 100;

    private final String search;
    private final List<SearchToken> tokens;
    private int next;
    private int conditions;
    private int nesting;

    private SearchParser(String search) {
        this.search = search;
        this.tokens = SearchLexer.tokens(search);
    }

    /**
     * Parses a search.
     *
     * @param search the search part of a statement
     * @return what it says
     * @throws QueryRejectedException if it is malformed, has more than 30 conditions, or has a phrase
     */
    public static Search parse(String search) {
        return new SearchParser(search).run();
    }

    private Search run() {
        if (peek().is(Kind.END)) {
            return new Search.All();
        }
        Search parsed = or();
        if (!peek().is(Kind.END)) {
            throw rejected(
                    peek(), "unexpected " + peek().described() + "; write it in quotation marks to search for it");
        }
        return parsed;
    }

    private Search or() {
        List<Search> parts = new ArrayList<>(List.of(and()));
        while (peek().isKeyword("or")) {
            next++;
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : new Search.Or(parts);
    }

    private Search and() {
        List<Search> parts = new ArrayList<>(List.of(factor()));
        while (continuesAnd()) {
            if (peek().isKeyword("and")) {
                next++;
            }
            parts.add(factor());
        }
        return parts.size() == 1 ? parts.get(0) : new Search.And(parts);
    }

    private boolean continuesAnd() {
        return !peek().isKeyword("or") && !peek().is(Kind.CLOSE_PARENTHESIS) && !peek().is(Kind.END);
    }

    private Search factor() {
        if (++nesting > DEEPEST_NESTING) {
            throw rejected(peek(), "more than " + DEEPEST_NESTING + " levels of parentheses and 'not'");
        }
        try {
            if (peek().isKeyword("not")) {
                next++;
                return new Search.Not(factor());
            }
            return peek().is(Kind.OPEN_PARENTHESIS) ? group() : condition();
        } finally {
            nesting--;
        }
    }

    private Search group() {
        SearchToken open = take();
        Search inner = or();
        if (!take().is(Kind.CLOSE_PARENTHESIS)) {
            throw rejected(open, "the parenthesis is not closed; add ')'");
        }
        return inner;
    }

    private Search condition() {
        if (++conditions > MOST_CONDITIONS) {
            throw rejected(peek(), "more than " + MOST_CONDITIONS + " conditions, the most that the service takes");
        }
        SearchToken first = word("a word or a field");
        return switch (peek().kind()) {
            case COLON -> field(first);
            case COMPARISON -> comparison(first);
            default -> isIn() ? range(first) : inWholeLog(first);
        };
    }

    /** {@code in} is a keyword in lower case only, and only before a range. */
    private boolean isIn() {
        SearchToken following = tokens.get(Math.min(next + 1, tokens.size() - 1));
        boolean opens = following.is(Kind.OPEN_BRACKET) || following.is(Kind.OPEN_PARENTHESIS);
        return peek().is(Kind.WORD) && peek().text().equals("in") && opens;
    }

    private static Search inWholeLog(SearchToken word) {
        boolean quoted = word.is(Kind.QUOTED);
        return word.text().equals("*") && !quoted
                ? new Search.All()
                : new Search.Match(null, word.text(), quoted, word.at());
    }

    private Search field(SearchToken first) {
        next++;
        String key = first.text();
        SearchToken value = word("a value for field '" + key + "'");
        if (key.equals("__tag__") && peek().is(Kind.COLON)) {
            next++;
            key = "__tag__:" + value.text();
            value = word("a value for field '" + key + "'");
        }
        if (value.is(Kind.WORD) && value.text().equals("*")) {
            return new Search.Exists(key, first.at());
        }
        return new Search.Match(key, value.text(), value.is(Kind.QUOTED), first.at());
    }

    private Search comparison(SearchToken key) {
        String operator = take().text();
        if (operator.equals("=")) {
            SearchToken value = word("a value for field '" + key.text() + "'");
            return new Search.Match(key.text(), value.text(), value.is(Kind.QUOTED), key.at());
        }
        return new Search.Compare(key.text(), operator, number(), key.at());
    }

    private Search range(SearchToken key) {
        next++;
        boolean lowIncluded = take().is(Kind.OPEN_BRACKET);
        BigDecimal low = number();
        BigDecimal high = number();
        SearchToken close = take();
        if (!close.is(Kind.CLOSE_BRACKET) && !close.is(Kind.CLOSE_PARENTHESIS)) {
            throw rejected(close, "expected ']' or ')' after the range's second number, found " + close.described());
        }
        String below = close.is(Kind.CLOSE_BRACKET) ? "<=" : "<";
        return new Search.And(List.of(
                new Search.Compare(key.text(), lowIncluded ? ">=" : ">", low, key.at()),
                new Search.Compare(key.text(), below, high, key.at())));
    }

    private BigDecimal number() {
        SearchToken token = take();
        BigDecimal number = token.is(Kind.WORD) ? Numbers.parse(token.text()) : null;
        if (number == null) {
            throw rejected(token, "expected a number such as 10 or -2.5, found " + token.described());
        }
        return number;
    }

    private SearchToken word(String wanted) {
        SearchToken token = take();
        if (token.is(Kind.PHRASE)) {
            throw rejected(
                    token,
                    "phrase search #\"...\" is not served by EmbeddedSls, and the service allows it neither with SQL,"
                            + " nor with 'not', nor in alerts; write the words in quotation marks without #");
        }
        if (!token.is(Kind.QUOTED) && (!token.is(Kind.WORD) || token.isKeyword())) {
            throw rejected(
                    token,
                    "expected " + wanted + ", found " + token.described()
                            + (token.isKeyword() ? "; write it in quotation marks to search for it" : ""));
        }
        return token;
    }

    private SearchToken peek() {
        return tokens.get(next);
    }

    private SearchToken take() {
        SearchToken token = tokens.get(next);
        if (!token.is(Kind.END)) {
            next++;
        }
        return token;
    }

    private QueryRejectedException rejected(SearchToken token, String problem) {
        return QueryRejectedException.invalid("search, " + Place.of(search, token.at()) + ": " + problem);
    }
}
