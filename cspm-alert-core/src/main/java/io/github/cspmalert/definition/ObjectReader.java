package io.github.cspmalert.definition;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.JsonReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes one JSON object apart, field by field. Whatever does not fit is an {@link IllegalArgumentException} that begins with
 * the place, and {@link #finish} refuses the fields that were not asked for. Not thread-safe.
 */
final class ObjectReader {

    private final String path;
    private final Map<String, @Nullable Object> fields;
    private final Set<String> read = new HashSet<>();

    private ObjectReader(String path, Map<String, @Nullable Object> fields) {
        this.path = path;
        this.fields = fields;
    }

    /** {@return the object that a text is} */
    static ObjectReader of(String text) {
        return object("", JsonReader.read(text));
    }

    /** {@return the names of the fields, for objects whose names are data} */
    Set<String> names() {
        return fields.keySet();
    }

    /** {@return which of these the object has; it must be one of them} */
    String only(String... names) {
        List<String> there = Arrays.stream(names).filter(fields::containsKey).toList();
        if (there.size() != 1) {
            throw new IllegalArgumentException(place(path)
                    + "must have one of the fields %s, but has %s".formatted(String.join(", ", names), there));
        }
        return there.get(0);
    }

    /** Makes a value of what was read; a refusal begins with the place of the field. */
    <T> T at(String name, Supplier<T> make) {
        return made(inside(name), make);
    }

    /** Makes the value of the object, of which nothing may be left. */
    <T> T finish(Supplier<T> make) {
        List<String> left =
                fields.keySet().stream().filter(name -> !read.contains(name)).toList();
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: is not a field that is known here; correct its name, or leave it out"
                            .formatted(inside(left.get(0))));
        }
        return made(path, make);
    }

    String required(String name) {
        return required(name, Function.identity());
    }

    <T> T required(String name, Function<String, T> make) {
        return required(name, optional(name, make));
    }

    <T> Optional<T> optional(String name, Function<String, T> make) {
        return get(name, String.class, "a text").map(text -> at(name, () -> make.apply(text)));
    }

    String text(String name, String byDefault) {
        return optional(name, Function.identity()).orElse(byDefault);
    }

    ObjectReader text(String name, Consumer<String> set) {
        optional(name, text -> given(set, text));
        return this;
    }

    boolean flag(String name, boolean byDefault) {
        return get(name, Boolean.class, "true or false").orElse(byDefault);
    }

    ObjectReader flag(String name, Consumer<Boolean> set) {
        get(name, Boolean.class, "true or false").ifPresent(set);
        return this;
    }

    int requiredNumber(String name) {
        return required(name, wholeNumber(name));
    }

    int number(String name, int byDefault) {
        return wholeNumber(name).orElse(byDefault);
    }

    ObjectReader number(String name, IntConsumer set) {
        wholeNumber(name).ifPresent(number -> at(name, () -> given(set::accept, number)));
        return this;
    }

    private Optional<Integer> wholeNumber(String name) {
        return get(name, BigDecimal.class, "a number")
                .map(number -> at(name, () -> JsonValues.exact(number, BigDecimal::intValueExact)));
    }

    /** {@return a text, or a whole number of 64 bits} */
    Object textOrLong(String name) {
        if (fields.get(name) instanceof BigDecimal number) {
            read.add(name);
            return at(name, () -> JsonValues.exact(number, BigDecimal::longValueExact));
        }
        return required(name, get(name, String.class, "a text or a number"));
    }

    Duration requiredDuration(String name) {
        return required(name, JsonValues::duration);
    }

    Optional<Duration> duration(String name) {
        return optional(name, JsonValues::duration);
    }

    ObjectReader duration(String name, Consumer<Duration> set) {
        optional(name, text -> given(set, JsonValues.duration(text)));
        return this;
    }

    ObjectReader instant(String name, Consumer<Instant> set) {
        optional(name, text -> given(set, JsonValues.instant(text)));
        return this;
    }

    /** {@return the constant, or the usual one} */
    <E extends Enum<E>> E constant(String name, E byDefault) {
        return optional(name, JsonValues.constant(byDefault.getDeclaringClass()))
                .orElse(byDefault);
    }

    <E extends Enum<E>> void constants(String name, Class<E> type, Consumer<List<E>> set) {
        List<E> constants = new ArrayList<>();
        eachText(name, text -> constants.add(JsonValues.constant(type).apply(text)));
        if (fields.containsKey(name)) {
            at(name, () -> given(set, constants));
        }
    }

    /** {@return the word, which is one of these} */
    String oneOf(String name, String... words) {
        return required(name, text -> {
            if (!List.of(words).contains(text)) {
                throw JsonValues.noneOf(String.join(", ", words), text);
            }
            return text;
        });
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        eachText(name, texts::add);
        return texts;
    }

    ObjectReader texts(String name, Consumer<List<String>> set) {
        List<String> texts = texts(name);
        at(name, () -> given(set, texts));
        return this;
    }

    void eachText(String name, Consumer<String> set) {
        each(name, (place, value) -> {
            String text = cast(place, value, String.class, "a text");
            made(place, () -> given(set, text));
        });
    }

    Map<String, String> textMap(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        textMap(name, map::put);
        return map;
    }

    ObjectReader textMap(String name, BiConsumer<String, String> set) {
        object(name, map -> {
            map.names().forEach(key -> map.text(key, value -> set.accept(key, value)));
            return map;
        });
        return this;
    }

    <T> T requiredObject(String name, Function<ObjectReader, T> make) {
        return required(name, object(name, make));
    }

    <T> Optional<T> object(String name, Function<ObjectReader, T> make) {
        return get(name, Map.class, "an object").map(value -> make.apply(object(inside(name), value)));
    }

    /** {@return the objects of a list; none if it is left out} */
    <T> List<T> objects(String name, Function<ObjectReader, T> make) {
        List<T> made = new ArrayList<>();
        each(name, (place, value) -> made.add(make.apply(object(place, value))));
        return made;
    }

    private void each(String name, BiConsumer<String, @Nullable Object> take) {
        List<?> values = get(name, List.class, "a list").orElse(List.of());
        for (int i = 0; i < values.size(); i++) {
            take.accept(inside(name) + "[" + i + "]", values.get(i));
        }
    }

    private <T> Optional<T> get(String name, Class<T> type, String words) {
        read.add(name);
        return fields.containsKey(name)
                ? Optional.of(cast(inside(name), fields.get(name), type, words))
                : Optional.empty();
    }

    private <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalArgumentException(inside(name) + ": is missing; add it"));
    }

    private String inside(String name) {
        String shown = Checks.printable(name);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    private static String place(String path) {
        return path.isEmpty() ? "" : path + ": ";
    }

    @SuppressWarnings("unchecked") // a JSON object has no other keys
    private static ObjectReader object(String path, @Nullable Object value) {
        return new ObjectReader(path, (Map<String, @Nullable Object>) cast(path, value, Map.class, "an object"));
    }

    // The value is not shown: it may be a secret in the wrong place.
    private static <T> T cast(String path, @Nullable Object value, Class<T> type, String words) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(place(path) + "must be " + words + ", but is " + kind(value));
        }
        return type.cast(value);
    }

    private static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof Map
                ? "an object"
                : value instanceof List
                        ? "a list"
                        : value instanceof String
                                ? "a text"
                                : value instanceof BigDecimal ? "a number" : "true or false";
    }

    private static <T> T made(String path, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException | AlertConfigurationException e) {
            throw new IllegalArgumentException(place(path) + e.getMessage(), e);
        }
    }

    private static <T> T given(Consumer<? super T> set, T value) {
        set.accept(value);
        return value;
    }
}
