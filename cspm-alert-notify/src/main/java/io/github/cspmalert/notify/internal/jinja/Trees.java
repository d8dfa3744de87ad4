package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.tree.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What texts were parsed to; rendering does not change a tree, so all threads share it. Thread-safe. */
final class Trees {

    private static final int CACHED = 256;

    private final Map<String, Node> trees = Collections.synchronizedMap(new LeastRecentlyUsed());

    @Nullable Node get(String text) {
        return trees.get(text);
    }

    void put(String text, Node tree) {
        trees.put(text, tree);
    }

    private static final class LeastRecentlyUsed extends LinkedHashMap<String, Node> {

        private static final long serialVersionUID = 1L;

        LeastRecentlyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Node> eldest) {
            return size() > CACHED;
        }
    }
}
