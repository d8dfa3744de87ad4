package io.github.cspmalert.json;

import java.util.List;
import java.util.Random;

/** Breaks a text at random: with what the grammars of JSON and YAML have, with odd numbers, characters, lengths and depths. */
final class BrokenText {

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ": ",
            ",",
            "\"",
            "'",
            "\\",
            "\\u12",
            "\\ud800",
            "#",
            "&a ",
            "*a",
            "<<: *a",
            "!!java ",
            "!x ",
            "|",
            ">-",
            "?",
            "- ",
            "---\n",
            "...",
            "%YAML 1.2\n",
            "@",
            "`",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "  ",
            "null",
            "~",
            "true",
            "yes",
            "NaN",
            ".inf",
            "0x1F",
            "0b1",
            "1_000",
            "-0",
            "1e999999999",
            "1E+2147483647",
            "-1e-400000",
            "0.1",
            "9223372036854775808",
            "999999999999999999999999999999",
            "31556889864403200",
            "PT1H",
            "P99999999999D",
            "PT-1S",
            "PT1e9H",
            "${A}",
            "${AB}",
            "${",
            "$${",
            "${A:-b}",
            "\uFEFF",
            "\u0000",
            "\u0085",
            "\u2028",
            "\u202E",
            "\uD83D",
            "\uDE00",
            "😀",
            "İ",
            "ß",
            "安全",
            "version",
            "rules",
            "id",
            "type",
            "__proto__",
            "2026-13-45T99:99:99Z",
            "+99:00",
            "* * * * *",
            "0 0 31 2 ? 1",
            "(a+)+$",
            "==",
            "&&");

    private final Random random;

    BrokenText(Random random) {
        this.random = random;
    }

    /** Breaks a text once, or up to five times. */
    String of(String text) {
        StringBuilder broken = new StringBuilder(text);
        for (int times = random.nextInt(5); times >= 0; times--) {
            breakOnce(broken);
        }
        return broken.toString();
    }

    private void breakOnce(StringBuilder text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(random.nextBoolean() ? 4 : 60));
        switch (random.nextInt(10)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.setLength(from);
            case 2 -> text.insert(from, text.substring(from, to));
            case 3 -> text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
            case 4 -> text.insert(from, (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
            case 5 -> text.insert(from, many());
            case 6 -> replaceNumber(text);
            default -> text.replace(from, random.nextBoolean() ? from : to, piece());
        }
    }

    /** Long, deep or both; now and then past a bound. */
    private String many() {
        int most = random.nextInt(200) == 0 ? 100_000 : 300;
        return piece().repeat(random.nextInt(most));
    }

    private void replaceNumber(StringBuilder text) {
        int from = random.nextInt(text.length() + 1);
        while (from < text.length() && !Character.isDigit(text.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < text.length() && Character.isDigit(text.charAt(to))) {
            to++;
        }
        text.replace(from, to, piece());
    }

    private String piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }
}
