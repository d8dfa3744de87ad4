package io.github.cspmalert.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CursorTest {

    private final Cursor cursor = new Cursor("let x1 = 42;");

    @Test
    void next_atEveryCharacter_givesTheText() {
        StringBuilder read = new StringBuilder();
        while (!cursor.atEnd()) {
            char seen = cursor.peek();
            assertThat(cursor.next()).isEqualTo(seen);
            read.append(seen);
        }

        assertThat(read).hasToString("let x1 = 42;");
    }

    @Test
    void reading_behindTheEnd_givesNoneAndStays() {
        cursor.moveTo(12);

        assertThat(cursor.atEnd()).isTrue();
        assertThat(List.of(cursor.peek(), cursor.peek(5), cursor.next())).containsOnly(Cursor.NONE);
        assertThat(cursor.accept(Cursor.NONE)).isFalse();
        assertThat(cursor.accept(";")).isFalse();
        assertThat(cursor.takeWhile(new Cursor.Kind(c -> true))).isEmpty();
        assertThat(cursor.skipPast(";")).isFalse();
        assertThat(cursor.skipPast(';')).isFalse();
        assertThat(cursor.takeHex(1)).isEqualTo(-1);
        assertThat(cursor.at()).isEqualTo(12);
    }

    @Test
    void noneInTheText_isACharacterLikeAnyOther() {
        Cursor odd = new Cursor("\uffffa");

        assertThat(odd.atEnd()).isFalse();
        assertThat(odd.accept(Cursor.NONE)).isTrue();
        assertThat(odd.next()).isEqualTo('a');
    }

    @Test
    void accept_whatComesNext_goesBehindIt() {
        assertThat(cursor.accept("lex")).isFalse();
        assertThat(cursor.accept('x')).isFalse();
        assertThat(cursor.at()).isZero();

        assertThat(cursor.accept("let")).isTrue();
        assertThat(cursor.accept(' ')).isTrue();
        assertThat(cursor.peek()).isEqualTo('x');
        assertThat(cursor.peek(1)).isEqualTo('1');
    }

    @Test
    void acceptAny_severalThatBeginAlike_takesTheFirstOfTheList() {
        Cursor signs = new Cursor(">=>!");

        assertThat(signs.acceptAny(List.of(">=", ">"))).isEqualTo(">=");
        assertThat(signs.acceptAny(List.of(">=", ">"))).isEqualTo(">");
        assertThat(signs.acceptAny(List.of(">=", ">"))).isNull();
        assertThat(signs.peek()).isEqualTo('!');
    }

    @Test
    void takeWhile_charactersOfAKind_takesAllAndNoMore() {
        Cursor.Kind letters = new Cursor.Kind(Character::isLetter);
        assertThat(cursor.takeWhile(letters)).isEqualTo("let");
        assertThat(cursor.takeWhile(letters)).isEmpty();
        cursor.skipWhile(new Cursor.Kind(Character::isWhitespace));
        assertThat(cursor.takeWhile(new Cursor.Kind(Character::isLetterOrDigit)))
                .isEqualTo("x1");
    }

    @Test
    void takeWhile_charactersOutsideOfAscii_areAskedForAsOthersAre() {
        Cursor names = new Cursor("aé\u0080中。b");

        assertThat(names.takeWhile(new Cursor.Kind(Character::isLetter))).isEqualTo("aé");
        assertThat(names.takeWhile(new Cursor.Kind(c -> c == '\u0080' || c == '中')))
                .isEqualTo("\u0080中");
        assertThat(names.takeWhile(new Cursor.Kind(c -> c < 128))).isEmpty();
    }

    @Test
    void since_aMark_givesWhatStandsBetween() {
        cursor.moveTo(4);
        int mark = cursor.at();

        assertThat(cursor.skipTo('=')).isTrue();
        assertThat(cursor.since(mark)).isEqualTo("x1 ");
        assertThat(cursor.skipPast('4')).isTrue();
        assertThat(cursor.since(mark)).isEqualTo("x1 = 4");
        cursor.moveTo(mark);
        assertThat(cursor.skipPast("42")).isTrue();
        assertThat(cursor.since(mark)).isEqualTo("x1 = 42");
    }

    @Test
    void skipTo_whatDoesNotOccur_goesToTheEnd() {
        assertThat(cursor.skipTo('?')).isFalse();
        assertThat(cursor.atEnd()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"00e9z,4,233", "fFz,2,255", "41,2,65", "4,2,-1", "4g,2,-1", "-1,2,-1", "４１,2,-1", "7fffffff,7,134217727"
    })
    void takeHex_digits_givesTheirNumberOrTakesNothing(String text, int digits, int number) {
        Cursor hex = new Cursor(text);

        assertThat(hex.takeHex(digits)).isEqualTo(number);
        assertThat(hex.at()).isEqualTo(number < 0 ? 0 : digits);
    }

    @Test
    void moveTo_outsideOfTheText_isRefused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> cursor.moveTo(13));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> cursor.moveTo(-1));
    }

    @ParameterizedTest
    @CsvSource({"0,1,1", "1,1,2", "2,1,3", "3,2,1", "4,3,1", "6,3,3"})
    void place_offset_isCountedFromOne(int offset, int line, int column) {
        assertThat(Cursor.Place.of("ab\n\ncd", offset)).isEqualTo(new Cursor.Place(line, column));
    }
}
