package io.github.cspmalert.sls.internal.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Enums in the words of the service: lower case with {@code _}. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> Optional<E> read(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equalsIgnoreCase(word))
                .findFirst();
    }
}
