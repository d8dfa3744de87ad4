package io.github.cspmalert.internal.expression;

import io.github.cspmalert.internal.expression.LinearRegex.Between;
import io.github.cspmalert.internal.expression.LinearRegex.Fork;
import io.github.cspmalert.internal.expression.LinearRegex.Found;
import io.github.cspmalert.internal.expression.LinearRegex.Instruction;
import io.github.cspmalert.internal.expression.LinearRegex.Look;
import io.github.cspmalert.internal.expression.LinearRegex.Take;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Makes the program of a regular expression, reading it by recursive descent. For one expression. */
final class RegexCompiler {

    // RE2 repeats a piece a thousand times at most.
    private static final int MOST_REPEATS = 1000;
    private static final int LONGEST_PROGRAM = 10_000;
    private static final int DEEPEST = 200;

    private static final IntPredicate ANY = c -> true;
    private static final IntPredicate ANY_BUT_LINE_FEED = c -> c != '\n';
    static final Between TEXT_START = (before, behind) -> before < 0;
    private static final Between TEXT_END = (before, behind) -> behind < 0;
    private static final Between LINE_START = (before, behind) -> before < 0 || before == '\n';
    private static final Between LINE_END = (before, behind) -> behind < 0 || behind == '\n';
    private static final Between WORD_EDGE =
            (before, behind) -> CharacterClasses.isWord(before) != CharacterClasses.isWord(behind);

    private static final Pattern COUNT = Pattern.compile("\\{[0-9]{1,9}(,[0-9]{0,9})?}");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?[imsU]*(-[imsU]+)?\\)");
    private static final Pattern FLAGS_OF_A_GROUP = Pattern.compile("([imsU]*(-[imsU]+)?):");

    private final String pattern;
    private final Set<String> names = new HashSet<>();
    private int at;
    private int depth;
    private boolean ignoreCase;
    private boolean lines;
    private boolean dotTakesAll;

    RegexCompiler(String pattern) {
        this.pattern = pattern;
    }

    List<Instruction> compile() {
        List<Instruction> program = alternatives();
        if (!atEnd()) {
            throw bad("')' closes nothing");
        }
        program.add(new Found());
        return program;
    }

    // Pieces are made with addresses from 0 on, and moved when they are put behind others.
    private List<Instruction> alternatives() {
        if (++depth > DEEPEST) {
            throw bad("it nests deeper than " + DEEPEST);
        }
        boolean[] flags = {ignoreCase, lines, dotTakesAll};
        List<Instruction> all = sequence();
        while (accept('|')) {
            List<Instruction> other = sequence();
            List<Instruction> both = new ArrayList<>();
            both.add(new Fork(1, all.size() + 2));
            append(both, all);
            both.add(jump(both.size() + 1 + other.size()));
            append(both, other);
            all = both;
        }
        ignoreCase = flags[0];
        lines = flags[1];
        dotTakesAll = flags[2];
        depth--;
        return all;
    }

    private static Fork jump(int target) {
        return new Fork(target, target);
    }

    private List<Instruction> sequence() {
        List<Instruction> all = new ArrayList<>();
        skipFlags();
        while (!atEnd() && peek() != '|' && peek() != ')') {
            append(all, repeated());
        }
        return all;
    }

    private List<Instruction> repeated() {
        List<Instruction> piece = atom();
        boolean repeatedAlready = false;
        while (true) {
            // Flags are no piece: what follows them repeats what stands before them.
            repeatedAlready &= !skipFlags();
            int operator = at;
            List<Instruction> next = atEnd() ? piece : repetition(piece);
            if (at == operator) {
                return piece;
            }
            if (repeatedAlready) {
                throw bad("'" + pattern.substring(operator, at) + "' repeats nothing");
            }
            repeatedAlready = true;
            piece = next;
            accept('?');
        }
    }

    private boolean skipFlags() {
        boolean skipped = false;
        while (looksLike(FLAGS)) {
            at += 2;
            flags();
            skipped = true;
        }
        return skipped;
    }

    private List<Instruction> repetition(List<Instruction> piece) {
        if (accept('*')) {
            return anyTimes(piece);
        }
        if (accept('+')) {
            return times(piece, 1, -1);
        }
        if (accept('?')) {
            return times(piece, 0, 1);
        }
        return peek() == '{' ? counted(piece) : piece;
    }

    private List<Instruction> counted(List<Instruction> piece) {
        if (!looksLike(COUNT)) {
            // A brace that counts nothing stands for itself, and is the next piece.
            return piece;
        }
        int end = pattern.indexOf('}', at);
        String counts = pattern.substring(at + 1, end);
        String[] bounds = counts.split(",", -1);
        int least = Integer.parseInt(bounds[0]);
        boolean open = bounds.length == 2 && bounds[1].isEmpty();
        int most = bounds.length == 1 ? least : open ? -1 : Integer.parseInt(bounds[1]);
        if (Math.max(least, most) > MOST_REPEATS || !open && most < least) {
            throw bad("{" + counts + "} must count upwards, to " + MOST_REPEATS + " at most");
        }
        at = end + 1;
        return times(piece, least, most);
    }

    private List<Instruction> times(List<Instruction> piece, int least, int most) {
        List<Instruction> all = new ArrayList<>();
        for (int i = 0; i < least; i++) {
            append(all, piece);
        }
        if (most < 0) {
            append(all, anyTimes(piece));
        }
        for (int i = least; i < most; i++) {
            int left = most - i;
            all.add(new Fork(all.size() + 1, all.size() + left * (piece.size() + 1)));
            append(all, piece);
        }
        return all;
    }

    private List<Instruction> anyTimes(List<Instruction> piece) {
        List<Instruction> all = new ArrayList<>();
        all.add(new Fork(1, piece.size() + 2));
        append(all, piece);
        all.add(jump(0));
        return all;
    }

    private void append(List<Instruction> all, List<Instruction> piece) {
        int offset = all.size();
        if (offset + piece.size() > LONGEST_PROGRAM) {
            throw bad("it would be too large when its repetitions are written out");
        }
        for (Instruction each : piece) {
            all.add(each instanceof Fork fork ? new Fork(fork.first() + offset, fork.second() + offset) : each);
        }
    }

    private List<Instruction> atom() {
        char c = peek();
        switch (c) {
            case '(' -> {
                return group();
            }
            case '*', '+', '?' -> throw bad("'" + c + "' repeats nothing");
            case '{' -> {
                if (looksLike(COUNT)) {
                    throw bad("'{' repeats nothing");
                }
                return takeClass();
            }
            case '^' -> {
                at++;
                return look(lines ? LINE_START : TEXT_START);
            }
            case '$' -> {
                at++;
                return look(lines ? LINE_END : TEXT_END);
            }
            case '.' -> {
                at++;
                return take(dotTakesAll ? ANY : ANY_BUT_LINE_FEED);
            }
            default -> {
                return c == '\\' ? escape() : takeClass();
            }
        }
    }

    private List<Instruction> escape() {
        char c = at + 1 < pattern.length() ? pattern.charAt(at + 1) : '\0';
        switch (c) {
            case 'A', 'z', 'b', 'B' -> {
                at += 2;
                return look(c == 'A' ? TEXT_START : c == 'z' ? TEXT_END : c == 'b' ? WORD_EDGE : notAtEdge());
            }
            case 'Q' -> {
                return quoted();
            }
            default -> {
                return takeClass();
            }
        }
    }

    private static Between notAtEdge() {
        return (before, behind) -> !WORD_EDGE.admits(before, behind);
    }

    private List<Instruction> quoted() {
        int end = pattern.indexOf("\\E", at);
        String literal = pattern.substring(at + 2, end < 0 ? pattern.length() : end);
        at = end < 0 ? pattern.length() : end + 2;
        List<Instruction> all = new ArrayList<>();
        literal.codePoints().forEach(c -> all.add(new Take(CharacterClasses.literal(c, ignoreCase))));
        return all;
    }

    private List<Instruction> group() {
        int start = at;
        at++;
        boolean[] flags = {ignoreCase, lines, dotTakesAll};
        if (accept('?') && !named()) {
            if (!looksLike(FLAGS_OF_A_GROUP)) {
                at = start;
                throw bad("what begins with (? is no flag, group or name that RE2 knows; it does not look around");
            }
            flags();
        }
        List<Instruction> inner = alternatives();
        if (!accept(')')) {
            at = start;
            throw bad("the parenthesis is not closed");
        }
        ignoreCase = flags[0];
        lines = flags[1];
        dotTakesAll = flags[2];
        return inner;
    }

    private boolean named() {
        int from = pattern.startsWith("P<", at) ? at + 2 : pattern.startsWith("<", at) ? at + 1 : -1;
        int end = from < 0 ? -1 : pattern.indexOf('>', from);
        if (end < 0 || !pattern.substring(from, end).matches("\\w+")) {
            return false;
        }
        if (!names.add(pattern.substring(from, end))) {
            throw bad("two groups have one name");
        }
        at = end + 1;
        return true;
    }

    // Up to the colon or parenthesis that ends them.
    private void flags() {
        boolean on = true;
        for (char c = pattern.charAt(at++); c != ':' && c != ')'; c = pattern.charAt(at++)) {
            switch (c) {
                case 'i' -> ignoreCase = on;
                case 'm' -> lines = on;
                case 's' -> dotTakesAll = on;
                case '-' -> on = false;
                default -> {}
            }
        }
    }

    private boolean looksLike(Pattern what) {
        return !atEnd() && what.matcher(pattern).region(at, pattern.length()).lookingAt();
    }

    private List<Instruction> takeClass() {
        CharacterClasses reader = new CharacterClasses(pattern, at, ignoreCase);
        IntPredicate kind = reader.read();
        at = reader.at();
        return take(kind);
    }

    private static List<Instruction> take(IntPredicate kind) {
        return new ArrayList<>(List.of(new Take(kind)));
    }

    private static List<Instruction> look(Between between) {
        return new ArrayList<>(List.of(new Look(between)));
    }

    private boolean atEnd() {
        return at >= pattern.length();
    }

    private char peek() {
        return pattern.charAt(at);
    }

    private boolean accept(char wanted) {
        if (atEnd() || peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private IllegalArgumentException bad(String problem) {
        return new IllegalArgumentException(problem + ", at its character " + (at + 1));
    }
}
