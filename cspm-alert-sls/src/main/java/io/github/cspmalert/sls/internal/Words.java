package io.github.cspmalert.sls.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Enums in the words of the service: lower case with {@code _}. */
public final class Words {

    private Words() {}

    /** {@return the word of a constant} */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** {@return the constant of a word, in whatever case; empty if there is none} */
    public static <E extends Enum<E>> Optional<E> read(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equalsIgnoreCase(word))
                .findFirst();
    }
}
