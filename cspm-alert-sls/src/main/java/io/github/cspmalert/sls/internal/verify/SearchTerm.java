package io.github.cspmalert.sls.internal.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A term of a search, such as {@code status:NOT_PASS} or {@code error}.
 *
 * @param text the term, which is a search of its own
 * @param field the field that it looks at, or null if it looks at all
 * @param value what it looks for; empty if that is not one value
 * @see <a href="https://www.alibabacloud.com/help/en/sls/query-syntax">SLS: query syntax</a>
 */
record SearchTerm(String text, @Nullable String field, String value) {

    // Possessive, since a plain repetition of alternatives needs stack for each character.
    private static final String WORD = "#?\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s\"()\\[\\]:<>=|,;#]++";
    private static final Pattern PART = Pattern.compile("(?<word>" + WORD + ")|(?<bracket>[()])|.", Pattern.DOTALL);
    private static final Pattern VALUE =
            Pattern.compile("\\s*(?:(?::|[<>]=?|=)\\s*(" + WORD + "|)|in\\s*[\\[(][^\\])]*[\\])])");

    /** {@return the terms that a log must match, in their order; those that it must not match are left out} */
    static List<SearchTerm> of(String search) {
        List<SearchTerm> terms = new ArrayList<>();
        Matcher part = PART.matcher(search);
        Matcher value = VALUE.matcher(search);
        int depth = 0;
        int unwantedFrom = -1;
        boolean not = false;
        int at = 0;
        while (at < search.length() && part.find(at)) {
            at = part.end();
            String word = part.group("word");
            if (part.group("bracket") != null) {
                depth += search.charAt(part.start()) == '(' ? 1 : -1;
                if (not && unwantedFrom < 0) {
                    unwantedFrom = depth;
                }
                unwantedFrom = depth < unwantedFrom ? -1 : unwantedFrom;
                not = false;
            } else if (word != null && !isJoin(word)) {
                if (word.equalsIgnoreCase("not")) {
                    not = true;
                    continue;
                }
                boolean field = value.region(at, search.length()).lookingAt();
                at = field ? value.end() : at;
                if (!not && unwantedFrom < 0 && !word.equals("*")) {
                    String text = search.substring(part.start(), at);
                    String wanted = field ? value.group(1) : word;
                    terms.add(new SearchTerm(
                            text, field ? unquoted(word) : null, wanted == null ? "" : unquoted(wanted)));
                }
                not = false;
            }
        }
        return terms;
    }

    private static boolean isJoin(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.equals("and") || lower.equals("or");
    }

    private static String unquoted(String word) {
        int quote = word.indexOf('"');
        return quote < 0 ? word : word.substring(quote + 1, word.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
