package io.github.cspmalert.sls;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields that a statement names, as far as they can be told without understanding all of it: rather one too few than
 * one too many. SQL with a sub-query, a WITH clause or a lambda is not looked into.
 *
 * @param searched the fields of the search part
 * @param selected the fields of the SQL part
 */
record StatementFields(Set<String> searched, Set<String> selected) {

    private static final Pattern SEARCHED = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"(?!\\s*[:<>=])|(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([\\p{L}_][\\p{L}\\p{N}_.-]*))\\s*(?::|[<>]=?|=)");
    private static final Set<String> WORDS = Set.of(
            ("""
            select distinct as from log where group by having order asc desc limit and or not in is null like between case \
            when then else end true false cast try_cast interval union all join on left right full inner outer cross \
            escape exists nulls first last filter over partition rows range unbounded preceding following current row \
            bigint varchar double boolean date timestamp time json array map second minute hour day week month year \
            current_date current_timestamp current_time localtime localtimestamp at zone grouping sets rollup cube""")
                    .split("\\s+"));

    static StatementFields of(Statement statement) {
        return new StatementFields(searched(statement.search()), selected(statement.sql()));
    }

    private static Set<String> searched(String search) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = SEARCHED.matcher(search);
        while (matcher.find()) {
            String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            if (name != null && !isReserved(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static Set<String> selected(String sql) {
        List<String> tokens = Statement.tokens(sql);
        List<String> lower =
                tokens.stream().map(token -> token.toLowerCase(Locale.ROOT)).toList();
        boolean deep = lower.lastIndexOf("select") > 0 || lower.contains("with") || sql.contains("->");
        Set<String> names = new LinkedHashSet<>();
        if (deep) {
            return names;
        }
        Set<String> aliases = aliases(tokens, lower);
        for (int i = 0; i < tokens.size(); i++) {
            String name = unquote(tokens.get(i));
            boolean function = i + 1 < tokens.size() && tokens.get(i + 1).equals("(");
            boolean quoted = tokens.get(i).startsWith("\"");
            boolean word = quoted || Character.isLetter(name.charAt(0)) || name.charAt(0) == '_';
            boolean keyword = !quoted && WORDS.contains(lower.get(i));
            if (word && !keyword && !function && !aliases.contains(name) && !isReserved(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static Set<String> aliases(List<String> tokens, List<String> lower) {
        Set<String> aliases = new HashSet<>();
        for (int i = 1; i < tokens.size(); i++) {
            boolean afterAs = lower.get(i - 1).equals("as");
            boolean afterOperand = tokens.get(i - 1).equals(")") && !WORDS.contains(lower.get(i));
            if (afterAs || afterOperand) {
                aliases.add(unquote(tokens.get(i)));
            }
        }
        return aliases;
    }

    private static String unquote(String token) {
        return token.startsWith("\"") && token.length() > 1 ? token.substring(1, token.length() - 1) : token;
    }

    private static boolean isReserved(String name) {
        return name.startsWith("__") || name.equals("source") || name.equals("topic");
    }
}
