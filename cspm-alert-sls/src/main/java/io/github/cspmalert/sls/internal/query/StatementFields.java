package io.github.cspmalert.sls.internal.query;

import io.github.cspmalert.sls.internal.query.SqlToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields that a statement names, as far as that can be told without its grammar.
 *
 * @param searched fields of the search part: what stands before {@code :}, a comparison or {@code in [}
 * @param inSql names in the SQL part that may be fields: words and quoted names that are neither functions nor aliases. There
 *     may be keywords among them, so a name says something only together with the index
 */
public record StatementFields(Set<String> searched, Set<String> inSql) {

    // A quoted or plain name before an operator; a quoted text elsewhere is taken first, so that its content is not
    // read. Possessive, since a plain repetition of alternatives needs stack for each character.
    private static final Pattern SEARCHED = Pattern.compile(
            "(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\"()\\[\\]:<>=|,;#]+))(\\s*(?::|[<>]=?|=)|\\s+in\\s*[\\[(])?");

    public static StatementFields of(SlsStatement statement) {
        List<SqlToken> sql = statement.sql();
        return new StatementFields(searched(statement.search()), sql == null ? Set.of() : inSql(sql));
    }

    private static Set<String> searched(String search) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = SEARCHED.matcher(search);
        while (matcher.find()) {
            String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            // What follows an operator is a value, even if an operator follows it in turn.
            if (matcher.group(3) != null && !isBuiltIn(name) && !isValue(search, matcher.start())) {
                names.add(name);
            }
        }
        return names;
    }

    private static boolean isValue(String search, int at) {
        String before = search.substring(0, at).stripTrailing();
        return !before.isEmpty() && ":<>=".indexOf(before.charAt(before.length() - 1)) >= 0;
    }

    private static Set<String> inSql(List<SqlToken> sql) {
        Set<String> names = new TreeSet<>();
        Set<String> aliases = new TreeSet<>();
        for (int i = 0; i < sql.size(); i++) {
            SqlToken token = sql.get(i);
            if (token.kind() != Kind.WORD && token.kind() != Kind.QUOTED) {
                continue;
            }
            if (i > 0 && sql.get(i - 1).isWord("AS")) {
                aliases.add(token.text().toLowerCase(Locale.ROOT));
            } else if (!isFunction(sql, i) && !isBuiltIn(token.text())) {
                names.add(token.text());
            }
        }
        names.removeIf(name -> aliases.contains(name.toLowerCase(Locale.ROOT)));
        return names;
    }

    private static boolean isFunction(List<SqlToken> sql, int i) {
        return sql.get(i).kind() == Kind.WORD
                && i + 1 < sql.size()
                && sql.get(i + 1).isSymbol('(');
    }

    /** Fields that every index has: {@code __topic__}, {@code __source__}, {@code __tag__:...} and their like. */
    private static boolean isBuiltIn(String name) {
        return name.startsWith("__") || name.equals("source");
    }
}
