package io.github.cspmalert.json;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How secrets are written in documents: {@code ${NAME}} stands for an environment variable, anywhere in the value, and
 * <code>$${</code> for the two characters <code>${</code>.
 */
final class Secrets {

    private static final Logger log = LoggerFactory.getLogger(DefinitionsMapper.class);

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\$\\{|\\{(?:([A-Za-z_][A-Za-z0-9_]*)})?)");

    // Headers that say how to read a message, and hold nothing to hide.
    private static final Set<String> HARMLESS = Set.of("accept", "content-type", "user-agent");

    private Secrets() {}

    /** {@return the secret that a text stands for} */
    static String read(String text, Place at) {
        Matcher variables = VARIABLE.matcher(text);
        if (variables.results().noneMatch(each -> each.group(2) != null)) {
            warn(at);
        }
        return variables.replaceAll(each -> Matcher.quoteReplacement(value(at, each)));
    }

    /** {@return the text that stands for a secret} */
    static String write(String secret) {
        return secret.replace("${", "$${");
    }

    private static String value(Place at, MatchResult variable) {
        if (variable.group().equals("$${")) {
            return "${";
        }
        String name = variable.group(2);
        if (name == null) {
            throw new IllegalArgumentException(
                    "has '${' without the name of an environment variable and '}' behind it; write $${ for the two characters themselves");
        }
        String value = at.document().environment().apply(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "the environment variable %s is %s; set it".formatted(name, value == null ? "missing" : "empty"));
        }
        return value;
    }

    private static void warn(Place at) {
        String path = at.path();
        if (!at.document().file().isEmpty()
                && HARMLESS.stream().noneMatch(name -> endsWith(path, "].headers." + name))) {
            log.warn(
                    "A secret stands in clear text in a file; put it into an environment variable and write ${NAME} instead [field={}, at={}]",
                    at.shownPath(),
                    at);
        }
    }

    /** Whether a text ends with another, in any case. */
    private static boolean endsWith(String text, String end) {
        return text.regionMatches(true, text.length() - end.length(), end, 0, end.length());
    }
}
