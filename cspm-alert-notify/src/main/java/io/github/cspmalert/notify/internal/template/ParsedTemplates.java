package io.github.cspmalert.notify.internal.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What templates were parsed to; of those that were used longest ago nothing is kept. Thread-safe.
 *
 * @param <T> a template's text
 * @param <P> what it was parsed to
 */
public final class ParsedTemplates<T, P> {

    private final Map<T, P> parsed;

    /** Keeps so many at most. */
    public ParsedTemplates(int most) {
        this.parsed = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<T, P> eldest) {
                return size() > most;
            }
        });
    }

    /** {@return what a template was parsed to, or null if that is not known any more} */
    public @Nullable P get(T template) {
        return parsed.get(template);
    }

    /** Remembers what a template was parsed to. */
    public void put(T template, P tree) {
        parsed.put(template, tree);
    }
}
