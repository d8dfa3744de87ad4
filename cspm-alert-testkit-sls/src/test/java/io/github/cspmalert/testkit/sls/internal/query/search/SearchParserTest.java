package io.github.cspmalert.testkit.sls.internal.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.search.Search.All;
import io.github.cspmalert.testkit.sls.internal.query.search.Search.And;
import io.github.cspmalert.testkit.sls.internal.query.search.Search.Compare;
import io.github.cspmalert.testkit.sls.internal.query.search.Search.Exists;
import io.github.cspmalert.testkit.sls.internal.query.search.Search.Match;
import io.github.cspmalert.testkit.sls.internal.query.search.Search.Not;
import io.github.cspmalert.testkit.sls.internal.query.search.Search.Or;
import java.util.Collections;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchParserTest {

    /** Written so that the precedence shows: and(...), or(...), not(...), key:value, key? for exists. */
    private static String shown(Search search) {
        if (search instanceof And and) {
            return and.parts().stream().map(SearchParserTest::shown).collect(Collectors.joining(" ", "and(", ")"));
        } else if (search instanceof Or or) {
            return or.parts().stream().map(SearchParserTest::shown).collect(Collectors.joining(" ", "or(", ")"));
        } else if (search instanceof Not not) {
            return "not(" + shown(not.part()) + ")";
        } else if (search instanceof Match match) {
            String text = match.quoted() ? "<" + match.text() + ">" : match.text();
            return match.key() == null ? text : match.key() + ":" + text;
        } else if (search instanceof Exists exists) {
            return exists.key() + "?";
        } else if (search instanceof Compare compare) {
            return compare.key() + compare.operator() + compare.value();
        }
        return search instanceof All ? "all" : "unknown";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "``                              ~ all",
                "*                               ~ all",
                "word                            ~ word",
                "a b                             ~ and(a b)",
                "a and b or c                    ~ or(and(a b) c)",
                "a or b and c                    ~ or(a and(b c))",
                "a OR b AND NOT c                ~ or(a and(b not(c)))",
                "not a and b                     ~ and(not(a) b)",
                "a not b                         ~ and(a not(b))",
                "not not a                       ~ not(not(a))",
                "(a or b) and c                  ~ and(or(a b) c)",
                "a (b or c)                      ~ and(a or(b c))",
                "status:NOT_PASS                 ~ status:NOT_PASS",
                "status: NOT_PASS                ~ status:NOT_PASS",
                "status:\"NOT PASS\"             ~ status:<NOT PASS>",
                "\"my key\":v                    ~ my key:v",
                "\"and\"                         ~ <and>",
                "k:\"say \\\"hi\\\"\"            ~ k:<say \"hi\">",
                "k:\"a\\\\b\"                    ~ k:<a\\b>",
                "k:C\\temp                       ~ k:C\\temp",
                "__tag__:host:web-1              ~ __tag__:host:web-1",
                "\"__tag__:host\":web-1          ~ __tag__:host:web-1",
                "k:*                             ~ k?",
                "not k:*                         ~ not(k?)",
                "k:\"\"                          ~ k:<>",
                "k:\"*\"                         ~ k:<*>",
                "k > 5                           ~ k>5",
                "k>=-1.5                         ~ k>=-1.5",
                "k = 5                           ~ k:5",
                "k in [1 10)                     ~ and(k>=1 k<10)",
                "k in (1 10]                     ~ and(k>1 k<=10)",
                "in                              ~ in",
                "IN                              ~ IN",
                "k IN (a b)                      ~ and(k IN and(a b))",
                "a|b                             ~ a|b",
                "ab*c?d                          ~ ab*c?d",
            })
    void search_wellFormed_isParsedByThePrecedence(String search, String parsed) {
        assertThat(shown(SearchParser.parse(search))).isEqualTo(parsed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a and              ~ line 1:6: expected a word or a field, found the end of the search",
                "and a              ~ line 1:1: expected a word or a field, found 'and'; write it in quotation marks",
                "a or or b          ~ line 1:6: expected a word or a field, found 'or'",
                "not                ~ line 1:4: expected a word or a field",
                "(a or b            ~ line 1:1: the parenthesis is not closed",
                "a)                 ~ line 1:2: unexpected ')'",
                "()                 ~ line 1:2: expected a word or a field, found ')'",
                "k:                 ~ line 1:3: expected a value for field 'k', found the end",
                "k:(a or b)         ~ line 1:3: expected a value for field 'k', found '('",
                "k::v               ~ line 1:3: expected a value for field 'k', found ':'",
                "k:and              ~ line 1:3: expected a value for field 'k', found 'and'; write it in quotation marks",
                ":v                 ~ line 1:1: expected a word or a field, found ':'",
                "k:\"open           ~ line 1:3: the quotation mark is not closed",
                "k > many           ~ line 1:5: expected a number such as 10 or -2.5, found 'many'",
                "k > 1e999999999    ~ line 1:5: expected a number",
                "k in [1,10]        ~ line 1:7: expected a number such as 10 or -2.5, found '1,10'",
                "k in [1 10         ~ line 1:11: expected ']' or ')' after the range's second number",
                "k:a[0]             ~ line 1:4: expected a word or a field, found '['",
                "#\"a b\"           ~ phrase search",
                "k:#\"a b\"         ~ phrase search",
                "not #\"a b\"       ~ phrase search",
                "`a\n and`          ~ line 2:5: expected a word",
            })
    void search_malformed_isRefusedWithPlaceAndFix(String search, String message) {
        assertThatThrownBy(() -> SearchParser.parse(search))
                .isInstanceOfSatisfying(QueryRejectedException.class, e -> assertThat(e.errorCode())
                        .isEqualTo("ParameterInvalid"))
                .hasMessageStartingWith("search, line ")
                .hasMessageContaining(message);
    }

    @Test
    void conditions_upTo30_areTaken() {
        String thirty = String.join(" or ", Collections.nCopies(30, "k:v"));

        assertThat(SearchParser.parse(thirty)).isInstanceOf(Or.class);
        assertThatThrownBy(() -> SearchParser.parse(thirty + " or k:v"))
                .hasMessageContaining("more than 30 conditions");
    }

    @Test
    void nesting_withoutEnd_isRefused() {
        assertThatThrownBy(() -> SearchParser.parse("(".repeat(60_000)))
                .hasMessageContaining("more than 100 levels of parentheses");
    }
}
