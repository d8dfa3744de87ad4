package io.github.cspmalert.notify.internal.template;

import com.hubspot.jinjava.objects.SafeString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What values are in templates: text, numbers, booleans, lists and maps, and nothing else. */
public final class Values {

    private Values() {}

    /** {@return the value without any object that a template could reach into} */
    public static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof Number number) {
            return number instanceof Integer || number instanceof Short || number instanceof Byte
                    ? (Object) number.longValue()
                    : number;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), plain(each)));
            return copy;
        }
        if (value instanceof Collection<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(each -> copy.add(plain(each)));
            return copy;
        }
        return value.toString();
    }

    /** {@return the value as a template prints it: nothing for undefined, JSON for objects} */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String || value instanceof SafeString) {
            return value.toString();
        }
        return value instanceof Number number ? number(number) : Json.write(value);
    }

    static String number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                return "null";
            }
            BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
            return plain.scale() <= 0 ? plain.setScale(1).toPlainString() : plain.toPlainString();
        }
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }

    static double number(@Nullable Object value, double defaultValue) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        try {
            return Double.parseDouble(text(value).strip());
        } catch (NumberFormatException e) {
            return defaultValue;
        }
    }

    static long integer(@Nullable Object value, long defaultValue) {
        double number = number(value, Double.NaN);
        return Double.isNaN(number) ? defaultValue : (long) number;
    }

    /** {@return the elements of a list, the characters of a text, or the keys of a map} */
    static List<@Nullable Object> list(@Nullable Object value) {
        if (value instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        if (value instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        List<@Nullable Object> characters = new ArrayList<>();
        text(value).codePoints().forEach(c -> characters.add(Character.toString(c)));
        return characters;
    }

    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
