package io.github.cspmalert.notify.internal.template;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what was probably meant by a name that does not exist. */
final class Names {

    private static final int MAX_LENGTH = 40;

    private Names() {}

    /** {@return the refusal of a name, with the nearest one that exists and all of them} */
    static String unknown(String what, String name, Collection<String> known) {
        String nearest = nearest(name, known);
        String guess = nearest == null ? "" : " (did you mean '" + nearest + "'?)";
        return "SLS does not document the %s '%s'%s; it documents: %s"
                .formatted(what, name, guess, String.join(", ", known));
    }

    private static @Nullable String nearest(String name, Collection<String> known) {
        String nearest = null;
        int best = Math.max(1, Math.min(name.length(), MAX_LENGTH) / 3) + 1;
        for (String candidate : known) {
            int distance = distance(name, candidate);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    // Levenshtein's distance, without underscores and case: tojson is to_json.
    private static int distance(String left, String right) {
        String a = normal(left);
        String b = normal(right);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static String normal(String name) {
        String cut = name.substring(0, Math.min(name.length(), MAX_LENGTH));
        return cut.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
