package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The macros that make the engine's functions Presto's. The engine puts an argument wherever a macro names it, so macros
 * in macros grow like powers, in a step that no time limit stops; {@link #requireSmall} works out the size beforehand.
 */
final class Macros {

    private static final String RESOURCE = "presto-macros.sql";
    private static final Pattern MACRO = Pattern.compile(
            "CREATE OR REPLACE MACRO (?<name>\\w+)\\((?<parameters>[^)]*)\\) AS\\s(?<body>.*)", Pattern.DOTALL);
    // A quotation mark in a text is written twice, and so ends one token and begins the next.
    private static final Pattern TOKEN = Pattern.compile("'[^']*'|\"[^\"]*\"|(?<word>\\w+)|[()]");

    /** A statement of ordinary size has some hundred; this many take the engine about a second. */
    private static final long MOST_TOKENS = 100_000;

    private static final List<String> STATEMENTS =
            List.of(text().replaceAll("(?m)^--.*$", "").strip().split(";\\s*\\n?"));

    /** How often a macro names its arguments at most, counted through the macros that it calls. */
    private static final Map<String, Long> USES = new HashMap<>();

    static {
        for (String statement : STATEMENTS) {
            Matcher macro = MACRO.matcher(statement.strip());
            if (!macro.matches()) {
                throw new IllegalStateException("not a macro: " + statement);
            }
            long most = 1;
            for (String parameter : macro.group("parameters").split(",\\s*")) {
                // A bound is always a number that is written out.
                most = parameter.equals("most") ? most : Math.max(most, size(macro.group("body"), parameter));
            }
            USES.put(macro.group("name"), most);
        }
    }

    private Macros() {}

    /** What defines them, a statement each. */
    static List<String> statements() {
        return STATEMENTS;
    }

    /** Refuses rendered SQL that the engine would make too much of. */
    static void requireSmall(String sql) {
        if (size(sql, "") > MOST_TOKENS) {
            throw QueryRejectedException.invalid(
                    "SQL: too many functions in functions; compute parts of it in a sub-query");
        }
    }

    /** The words of some SQL once all macros are put in, or those that are a given word. */
    private static long size(String sql, String counted) {
        Deque<Long> factors = new ArrayDeque<>(List.of(1L));
        String before = "";
        long size = 0;
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            String text = token.group();
            if (text.equals("(")) {
                factors.push(Math.min(MOST_TOKENS, factors.element() * USES.getOrDefault(before, 1L)));
            } else if (text.equals(")") && factors.size() > 1) {
                factors.pop();
            } else if (counted.isEmpty() || text.equals(counted)) {
                size += factors.element();
            }
            before = text;
        }
        return size;
    }

    private static String text() {
        try (InputStream resource = Macros.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IOException(RESOURCE + " is missing from the class path");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the macros", e);
        }
    }
}
