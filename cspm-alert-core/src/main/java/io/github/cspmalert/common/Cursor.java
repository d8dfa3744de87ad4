package io.github.cspmalert.common;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A position in a text that is read from left to right, character by character (UTF-16). Reading past the end never
 * fails: it gives {@link #NONE} and stays where it is. It copies the text once, so make one cursor for a text and not one
 * for each piece. Mutable, for one thread.
 */
public final class Cursor {

    /** What follows the last character. The text may hold it as well, so {@link #atEnd()} alone tells the end. */
    public static final char NONE = '\uffff';

    private final String text;
    // An array, because each charAt asks for the text's encoding and length again. It ends with NONE.
    private final char[] chars;
    private final int end;
    private int at;

    /**
     * Stands before the first character.
     *
     * @param text the text to read
     */
    public Cursor(String text) {
        this.text = Objects.requireNonNull(text, "text");
        this.end = text.length();
        this.chars = new char[end + 1];
        text.getChars(0, end, chars, 0);
        chars[end] = NONE;
    }

    /**
     * A place in a text, counted as editors do.
     *
     * @param line the line, from 1
     * @param column the column, from 1
     */
    public record Place(int line, int column) {

        /**
         * {@return the place of an offset in a text} Lines end with a line feed.
         *
         * @param text the text
         * @param offset the offset, from 0 to the text's length
         */
        public static Place of(String text, int offset) {
            int line = 1;
            int lineStart = 0;
            for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
                line++;
                lineStart = i + 1;
            }
            return new Place(line, offset - lineStart + 1);
        }
    }

    /**
     * Some characters, such as digits. Make one object for each kind and keep it: it looks the characters of ASCII up in
     * a table. All languages share the loop that asks, so the virtual machine could not inline a function there.
     */
    public static final class Kind {

        private final IntPredicate members;
        private final boolean[] ascii = new boolean[128];

        /**
         * The characters that a function accepts.
         *
         * @param members tells whether a character is one of them; always the same of the same character
         */
        public Kind(IntPredicate members) {
            this.members = Objects.requireNonNull(members, "members");
            for (int c = 0; c < ascii.length; c++) {
                ascii[c] = members.test(c);
            }
        }

        private boolean has(char c) {
            return c < ascii.length ? ascii[c] : members.test(c);
        }
    }

    /** {@return the offset of the next character; it also marks a place for {@link #since(int)}} */
    public int at() {
        return at;
    }

    /**
     * Goes to an offset.
     *
     * @param offset the offset
     * @throws IndexOutOfBoundsException if it lies outside of the text
     */
    public void moveTo(int offset) {
        at = Objects.checkIndex(offset, chars.length);
    }

    /** {@return whether no character is left} */
    public boolean atEnd() {
        return at == end;
    }

    /** {@return the next character, which stays the next} */
    public char peek() {
        return chars[at];
    }

    /**
     * {@return a character further on}
     *
     * @param ahead how many characters stand before it, at least 0
     */
    public char peek(int ahead) {
        int i = at + ahead;
        return i < end ? chars[i] : NONE;
    }

    /** {@return the next character, and moves behind it} */
    public char next() {
        return at < end ? chars[at++] : NONE;
    }

    /**
     * Goes behind a character if it is the next.
     *
     * @param wanted the character
     * @return whether it is the next
     */
    public boolean accept(char wanted) {
        if (chars[at] != wanted || at == end) {
            return false;
        }
        at++;
        return true;
    }

    /**
     * Goes behind some characters if they come next.
     *
     * @param wanted the characters
     * @return whether they come next
     */
    public boolean accept(String wanted) {
        if (!text.startsWith(wanted, at)) {
            return false;
        }
        at += wanted.length();
        return true;
    }

    /**
     * Goes behind the first of several that comes next.
     *
     * @param wanted what may come next; of two that begin alike, the longer first
     * @return the one that comes next, or null if none does
     */
    public @Nullable String acceptAny(List<String> wanted) {
        for (String one : wanted) {
            if (accept(one)) {
                return one;
            }
        }
        return null;
    }

    /**
     * Goes to the next character that is not of a kind, or to the end.
     *
     * @param kind the characters to skip
     */
    public void skipWhile(Kind kind) {
        int i = at;
        while (i < end && kind.has(chars[i])) {
            i++;
        }
        at = i;
    }

    /**
     * Goes to the next occurrence of a character, or to the end.
     *
     * @param wanted the character
     * @return whether it occurs
     */
    public boolean skipTo(char wanted) {
        int found = text.indexOf(wanted, at);
        at = found < 0 ? end : found;
        return found >= 0;
    }

    /**
     * Goes behind the next occurrence of a character, or to the end.
     *
     * @param wanted the character
     * @return whether it occurs
     */
    public boolean skipPast(char wanted) {
        int found = text.indexOf(wanted, at);
        at = found < 0 ? end : found + 1;
        return found >= 0;
    }

    /**
     * Goes behind the next occurrence of some characters, or to the end.
     *
     * @param wanted the characters
     * @return whether they occur
     */
    public boolean skipPast(String wanted) {
        int found = text.indexOf(wanted, at);
        at = found < 0 ? end : found + wanted.length();
        return found >= 0;
    }

    /**
     * Takes characters of a kind.
     *
     * @param kind the characters to take
     * @return the characters, perhaps none
     */
    public String takeWhile(Kind kind) {
        int mark = at;
        skipWhile(kind);
        return since(mark);
    }

    /**
     * Takes a number in hexadecimal digits, if all of them are there.
     *
     * @param digits how many digits it has, from 1 to 7
     * @return the number, or -1 if fewer digits come next; then nothing is taken
     */
    public int takeHex(int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            char c = peek(i);
            if (!HexFormat.isHexDigit(c)) {
                return -1;
            }
            number = number * 16 + HexFormat.fromHexDigit(c);
        }
        at += digits;
        return number;
    }

    /**
     * {@return the text between a place and the next character}
     *
     * @param mark the place, an earlier {@link #at()}
     */
    public String since(int mark) {
        return text.substring(mark, at);
    }
}
