package io.github.cspmalert.sls.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/**
 * Which element of an existing array belongs to which element that is wanted: keys with values by their key, queries by
 * what they ask of which store, and what is left by its place.
 */
final class Pairing {

    private final int[] liveOfWanted;
    private final boolean[] paired;
    private final boolean keyed;

    private Pairing(JsonNode live, JsonNode wanted) {
        liveOfWanted = new int[wanted.size()];
        Arrays.fill(liveOfWanted, -1);
        paired = new boolean[live.size()];
        keyed = JsonValues.isKeyed(live) && JsonValues.isKeyed(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            for (int j = 0; j < live.size() && liveOfWanted[i] < 0; j++) {
                if (!paired[j] && isOne(live.get(j), wanted.get(i))) {
                    pair(i, j);
                }
            }
        }
        for (int i = 0; !keyed && i < Math.min(wanted.size(), live.size()); i++) {
            if (liveOfWanted[i] < 0 && !paired[i]) {
                pair(i, i);
            }
        }
    }

    static Pairing of(JsonNode live, JsonNode wanted) {
        return new Pairing(live, wanted);
    }

    private void pair(int wanted, int live) {
        liveOfWanted[wanted] = live;
        paired[live] = true;
    }

    private boolean isOne(JsonNode live, JsonNode wanted) {
        if (keyed) {
            return live.path("key").equals(wanted.path("key"));
        }
        return wanted.has("query")
                && live.path("query").equals(wanted.path("query"))
                && live.path("project").equals(wanted.path("project"))
                && live.path("store").equals(wanted.path("store"));
    }

    /** {@return the place of the existing element, or -1 if there is none} */
    int liveOf(int wanted) {
        return liveOfWanted[wanted];
    }

    /** {@return the place of what is wanted, or -1 if nothing is} */
    int wantedOf(int live) {
        for (int i = 0; i < liveOfWanted.length; i++) {
            if (liveOfWanted[i] == live) {
                return i;
            }
        }
        return -1;
    }

    boolean isPaired(int live) {
        return paired[live];
    }

    boolean isKeyed() {
        return keyed;
    }

    /** {@return whether every element has its counterpart at the same place} */
    boolean isInPlace() {
        for (int i = 0; i < liveOfWanted.length; i++) {
            if (liveOfWanted[i] != i) {
                return false;
            }
        }
        return liveOfWanted.length == paired.length;
    }

    /** {@return whether only the order differs, where order means something: keys with values are a map to the service} */
    boolean isReordered() {
        return !keyed && isComplete() && !isInPlace();
    }

    /** {@return whether every element has its counterpart, though perhaps at another place} */
    boolean isComplete() {
        for (int live : liveOfWanted) {
            if (live < 0) {
                return false;
            }
        }
        return liveOfWanted.length == paired.length;
    }
}
