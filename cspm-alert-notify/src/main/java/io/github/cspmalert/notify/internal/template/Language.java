package io.github.cspmalert.notify.internal.template;

/** The languages that SLS writes its own words in. */
public enum Language {
    ENGLISH,
    CHINESE;

    /** {@return the language that the argument {@code locale} names, or that of the renderer if it names none} */
    static Language of(Arguments arguments, int index) {
        return switch (arguments.text(index)) {
            case "" -> arguments.rendering().language();
            case "en-US" -> ENGLISH;
            case "zh-CN" -> CHINESE;
            default ->
                throw arguments.problem(
                        "locale must be en-US, zh-CN or empty, but is " + Json.quote(arguments.text(index)));
        };
    }

    String pick(String english, String chinese) {
        return this == ENGLISH ? english : chinese;
    }
}
