package io.github.cspmalert.notify.internal.template;

/** Reads the argument {@code locale}. */
final class Languages {

    private Languages() {}

    /** {@return the language that an argument names, or that of the renderer if it names none} */
    static Language of(Arguments arguments, int index) {
        return switch (arguments.text(index)) {
            case "" -> arguments.rendering().language();
            case "en-US" -> Language.ENGLISH;
            case "zh-CN" -> Language.CHINESE;
            default ->
                throw arguments.problem(
                        "locale must be en-US, zh-CN or empty, but is " + Json.quote(arguments.text(index)));
        };
    }
}
