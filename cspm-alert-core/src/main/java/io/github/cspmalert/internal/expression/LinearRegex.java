package io.github.cspmalert.internal.expression;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * A regular expression of RE2's syntax that is looked for anywhere in a text, in time that grows with the text's length and
 * never explodes: all ways through the expression are followed at once, character by character, as Thompson has it. What
 * cannot be matched so, back references and looking around, is refused, as RE2 does. Immutable and thread-safe.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2: syntax</a>
 */
public final class LinearRegex implements Predicate<String> {

    private final Instruction[] program;
    private final boolean beginsWithTheText;

    private LinearRegex(List<Instruction> program) {
        this.program = program.toArray(Instruction[]::new);
        this.beginsWithTheText = program.get(0) instanceof Look look && look.between() == RegexCompiler.TEXT_START;
    }

    /** A step of the program. */
    sealed interface Instruction {}

    /** Takes one character of a kind, and goes on behind itself. */
    record Take(IntPredicate kind) implements Instruction {}

    /** Goes on at either of two places. */
    record Fork(int first, int second) implements Instruction {}

    /** Goes on behind itself at a place that looks right on either side; -1 is beyond the text. */
    record Look(Between between) implements Instruction {}

    /** Has found it. */
    record Found() implements Instruction {}

    /** Looks at the characters before and behind a place. */
    @FunctionalInterface
    interface Between {
        boolean admits(int before, int behind);
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it cannot be read, or would be too large
     */
    public static LinearRegex compile(String pattern) {
        return new LinearRegex(new RegexCompiler(pattern).compile());
    }

    /** {@return whether it is found in the text} */
    @Override
    public boolean test(String text) {
        Threads now = new Threads(program.length);
        Threads next = new Threads(program.length);
        int before = -1;
        int at = 0;
        while (true) {
            int behind = at < text.length() ? text.codePointAt(at) : -1;
            // It may begin anywhere.
            if (add(now, before, behind)) {
                return true;
            }
            if (behind < 0) {
                return false;
            }
            for (int i = 0; i < now.size; i++) {
                int place = now.places[i];
                if (program[place] instanceof Take take && take.kind().test(behind)) {
                    next.push(place + 1);
                }
            }
            if (beginsWithTheText && next.size == 0) {
                return false;
            }
            before = behind;
            at += Character.charCount(behind);
            Threads swapped = now;
            now = next;
            next = swapped;
            next.clear();
        }
    }

    // Follows forks and looks from where the threads stand and from the beginning; tells whether one has found it.
    private boolean add(Threads threads, int before, int behind) {
        threads.push(0);
        for (int i = 0; i < threads.size; i++) {
            int place = threads.places[i];
            Instruction instruction = program[place];
            if (instruction instanceof Fork fork) {
                threads.push(fork.first());
                threads.push(fork.second());
            } else if (instruction instanceof Look look && look.between().admits(before, behind)) {
                threads.push(place + 1);
            } else if (instruction instanceof Found) {
                return true;
            }
        }
        return false;
    }

    /** The places in the program that are followed at once, each once. */
    private static final class Threads {

        private final int[] places;
        // Where each place stands among them; what is left there from before stands nowhere.
        private final int[] index;
        private int size;

        Threads(int length) {
            this.places = new int[length];
            this.index = new int[length];
        }

        void push(int place) {
            int at = index[place];
            if (at >= size || places[at] != place) {
                index[place] = size;
                places[size++] = place;
            }
        }

        void clear() {
            size = 0;
        }
    }
}
