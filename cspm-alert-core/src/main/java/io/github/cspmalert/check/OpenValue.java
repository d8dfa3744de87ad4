package io.github.cspmalert.check;

import io.github.cspmalert.internal.Letters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value of an open set: some values are documented, others may appear at any time and are kept as they are written. Values
 * are equal if they differ in upper and lower case only, since the documentation itself writes {@code DDOS} and
 * {@code DDoS}. Immutable and thread-safe.
 */
abstract class OpenValue {

    private final String text;
    private final String canonical;
    private final boolean documented;

    OpenValue(String text, boolean documented) {
        this.text = text;
        this.canonical = canonical(text);
        this.documented = documented;
    }

    /** {@return the text: as documented if the value is documented, else as it was written; empty if there was none} */
    public final String text() {
        return text;
    }

    /** {@return the text in upper case, which equal values have in common} */
    public final String canonical() {
        return canonical;
    }

    /** {@return whether the documentation of the log, or of Security Center's API, names this value} */
    public final boolean isDocumented() {
        return documented;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof OpenValue that && getClass() == that.getClass() && canonical.equals(that.canonical);
    }

    @Override
    public final int hashCode() {
        return canonical.hashCode();
    }

    /** {@return the text} */
    @Override
    public final String toString() {
        return text;
    }

    // ROOT, since a Turkish JVM would make 'HİGH' of 'high'.
    private static String canonical(String text) {
        return Letters.upper(text.strip());
    }

    /** The documented values of a set, and the way to make others. */
    static final class Known<T extends OpenValue> {

        private final Map<String, T> byText = new LinkedHashMap<>();
        private final Function<String, T> other;

        @SafeVarargs
        Known(Function<String, T> other, T... values) {
            this.other = other;
            for (T value : values) {
                byText.put(canonical(value.text()), value);
            }
        }

        // SLS writes SQL's NULL as the text "null".
        T of(String text) {
            T exact = byText.get(text);
            if (exact != null) {
                return exact;
            }
            String canonical = canonical(text);
            T known = byText.get(canonical);
            return known != null ? known : other.apply(canonical.equals("NULL") ? "" : text.strip());
        }

        List<T> values() {
            return List.copyOf(byText.values());
        }
    }
}
