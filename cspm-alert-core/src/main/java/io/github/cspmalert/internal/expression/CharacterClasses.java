package io.github.cspmalert.internal.expression;

import java.util.HexFormat;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads one character, escape or class in brackets of a regular expression. For one of them. */
final class CharacterClasses {

    private static final IntPredicate DIGIT = c -> c >= '0' && c <= '9';
    private static final IntPredicate WORD = CharacterClasses::isWord;
    private static final IntPredicate SPACE = c -> c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    private static final IntPredicate LOWER = c -> c >= 'a' && c <= 'z';
    private static final IntPredicate UPPER = c -> c >= 'A' && c <= 'Z';

    private static final Map<Character, IntPredicate> PERL = Map.of('d', DIGIT, 'w', WORD, 's', SPACE);

    private static final Map<String, IntPredicate> POSIX = Map.ofEntries(
            Map.entry("alnum", DIGIT.or(LOWER).or(UPPER)),
            Map.entry("alpha", LOWER.or(UPPER)),
            Map.entry("ascii", c -> c < 128),
            Map.entry("blank", c -> c == ' ' || c == '\t'),
            Map.entry("cntrl", c -> c < 32 || c == 127),
            Map.entry("digit", DIGIT),
            Map.entry("graph", c -> c > ' ' && c < 127),
            Map.entry("lower", LOWER),
            Map.entry("print", c -> c >= ' ' && c < 127),
            Map.entry(
                    "punct",
                    c -> c > ' ' && c < 127 && !DIGIT.or(LOWER).or(UPPER).test(c)),
            Map.entry("space", c -> c == ' ' || c >= '\t' && c <= '\r'),
            Map.entry("upper", UPPER),
            Map.entry("word", WORD),
            Map.entry("xdigit", HexFormat::isHexDigit));

    private static final Map<Character, Integer> CONTROLS = Map.of('a', 7, 'f', 12, 't', 9, 'n', 10, 'r', 13, 'v', 11);

    private final String pattern;
    private final boolean ignoreCase;
    private int at;

    CharacterClasses(String pattern, int at, boolean ignoreCase) {
        this.pattern = pattern;
        this.at = at;
        this.ignoreCase = ignoreCase;
    }

    static boolean isWord(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static IntPredicate literal(int wanted, boolean ignoreCase) {
        return range(wanted, wanted, ignoreCase);
    }

    /** {@return where the reading ended} */
    int at() {
        return at;
    }

    IntPredicate read() {
        if (pattern.charAt(at) == '[') {
            return bracket();
        }
        IntPredicate kind = kind();
        return kind == null ? literal(character(), ignoreCase) : kind;
    }

    private IntPredicate bracket() {
        int start = at++;
        boolean negated = accept('^');
        IntPredicate all = c -> false;
        boolean first = true;
        while (first || !accept(']')) {
            if (at >= pattern.length()) {
                at = start;
                throw bad("the bracket is not closed");
            }
            first = false;
            all = all.or(member());
        }
        return negated ? all.negate() : all;
    }

    private IntPredicate member() {
        IntPredicate kind = pattern.startsWith("[:", at) ? posix() : kind();
        if (kind != null) {
            return kind;
        }
        int from = character();
        if (at + 1 >= pattern.length() || pattern.charAt(at) != '-' || pattern.charAt(at + 1) == ']') {
            return literal(from, ignoreCase);
        }
        at++;
        int to = character();
        if (to < from) {
            throw bad("a range of characters runs upwards");
        }
        return range(from, to, ignoreCase);
    }

    private static IntPredicate range(int from, int to, boolean ignoreCase) {
        IntPredicate exact = c -> c >= from && c <= to;
        return ignoreCase ? folded(exact) : exact;
    }

    private static IntPredicate folded(IntPredicate exact) {
        return c -> exact.test(c)
                || exact.test(Character.toLowerCase(c))
                || exact.test(Character.toUpperCase(c))
                || exact.test(Character.toLowerCase(Character.toUpperCase(c)));
    }

    private @Nullable IntPredicate posix() {
        int end = pattern.indexOf(":]", at);
        if (end < 0) {
            return null;
        }
        String name = pattern.substring(at + 2, end);
        boolean negated = name.startsWith("^");
        IntPredicate kind = POSIX.get(negated ? name.substring(1) : name);
        if (kind == null) {
            throw bad("there is no class [:" + name + ":]");
        }
        at = end + 2;
        return negated ? kind.negate() : kind;
    }

    // A class that an escape names, or null where none does.
    private @Nullable IntPredicate kind() {
        if (pattern.charAt(at) != '\\' || at + 1 >= pattern.length()) {
            return null;
        }
        char c = pattern.charAt(at + 1);
        IntPredicate perl = PERL.get(Character.toLowerCase(c));
        if (perl != null) {
            at += 2;
            return Character.isUpperCase(c) ? perl.negate() : perl;
        }
        return c == 'p' || c == 'P' ? unicode(c == 'P') : null;
    }

    private IntPredicate unicode(boolean negated) {
        int start = at;
        at += 2;
        String name;
        if (accept('{')) {
            int end = pattern.indexOf('}', at);
            name = end < 0 ? "" : pattern.substring(at, end);
            at = end < 0 ? at : end + 1;
        } else {
            name = at < pattern.length() ? pattern.substring(at, ++at) : "";
        }
        boolean negatedTwice = name.startsWith("^");
        String plain = negatedTwice ? name.substring(1) : name;
        if (!plain.matches("[A-Za-z_]+")) {
            at = start;
            throw bad("the name of a class of Unicode is expected, such as \\p{L}");
        }
        IntPredicate kind = property(plain);
        return negated == negatedTwice ? kind : kind.negate();
    }

    private IntPredicate property(String name) {
        try {
            Pattern one = Pattern.compile("\\p{" + (name.length() <= 2 ? name : "Is" + name) + "}");
            IntPredicate exact = c -> one.matcher(Character.toString(c)).matches();
            return ignoreCase ? folded(exact) : exact;
        } catch (PatternSyntaxException e) {
            throw bad("there is no class of Unicode '" + name + "'");
        }
    }

    private int character() {
        if (at >= pattern.length()) {
            throw bad("the bracket is not closed");
        }
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return c == '\\' ? escaped() : c;
    }

    private int escaped() {
        if (at >= pattern.length()) {
            throw bad("nothing follows the backslash");
        }
        char c = pattern.charAt(at++);
        Integer control = CONTROLS.get(c);
        if (control != null) {
            return control;
        }
        if (c == 'x') {
            return hexadecimal();
        }
        if (c >= '0' && c <= '7' && (c == '0' || octalFollows())) {
            return octal(c - '0');
        }
        if (Character.isLetterOrDigit(c)) {
            throw bad("\\" + c + " is no escape of RE2, which knows no back references and does not look around");
        }
        at--;
        int literal = pattern.codePointAt(at);
        at += Character.charCount(literal);
        return literal;
    }

    private boolean octalFollows() {
        return at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '7';
    }

    private int octal(int first) {
        int value = first;
        for (int i = 0; i < 2 && octalFollows(); i++) {
            value = value * 8 + pattern.charAt(at++) - '0';
        }
        return value;
    }

    private int hexadecimal() {
        boolean braced = accept('{');
        int end = braced ? pattern.indexOf('}', at) : at + 2;
        String digits = end < at || end > pattern.length() ? "" : pattern.substring(at, end);
        if (!digits.matches("[0-9A-Fa-f]{1,6}") || Integer.parseInt(digits, 16) > Character.MAX_CODE_POINT) {
            throw bad("a character in hexadecimal is expected, such as \\x7F or \\x{10FFFF}");
        }
        at = braced ? end + 1 : end;
        return Integer.parseInt(digits, 16);
    }

    private boolean accept(char wanted) {
        if (at >= pattern.length() || pattern.charAt(at) != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private IllegalArgumentException bad(String problem) {
        return new IllegalArgumentException(problem + ", at its character " + (at + 1));
    }
}
