package io.github.cspmalert.internal;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The <code>${variables}</code> of annotations.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/labels-and-annotations">SLS: labels and annotations</a>
 */
public final class Placeholders {

    /** The variables that every rule has; the others are columns of its queries. */
    public static final Set<String> OF_THE_SERVICE = Set.of(
            "__count__",
            "__pass_count__",
            "__0_count__",
            "__1_count__",
            "__2_count__",
            "aliuid",
            "alert_instance_id",
            "alert_id",
            "alert_name",
            "project");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^{}]*)}");

    private Placeholders() {}

    /**
     * A variable in a text.
     *
     * @param name its name
     * @param at the offset where it begins
     */
    public record Placeholder(String name, int at) {}

    /** {@return the variables in a text, in order} */
    public static Stream<Placeholder> in(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map(match -> new Placeholder(match.group(1).strip(), match.start()));
    }

    /** Fills variables; those that have no value are empty. One pass, so that a value that looks like a variable is not filled again. */
    public static String fill(String text, Map<String, String> values) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        values.getOrDefault(match.group(1).strip(), "")));
    }
}
