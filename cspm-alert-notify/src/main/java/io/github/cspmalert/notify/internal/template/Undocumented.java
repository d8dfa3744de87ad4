package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.common.Similar;
import io.github.cspmalert.delivery.TemplateException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What other dialects of the language have and SLS does not document, by the name that people know it by. */
enum Undocumented {
    SLICE("slices such as x[1:2]", "take what is needed with truncate(), first() or last()"),
    TUPLE("tuples such as (1, 2)", "write a list: [1, 2]"),
    INLINE_IF("the inline if", "write {% if %}…{% else %}…{% endif %}"),
    TEST("tests such as 'is defined'", "what does not exist is false: write {% if x %}"),
    CONCATENATION("'~'", "put texts together with '+'"),
    POWER("'**'", "multiply"),
    AND("'&&'", "write 'and'"),
    OR("'||'", "write 'or'"),
    NOT("'!'", "write 'not'"),
    ASSIGNMENT("'=' in an expression", "compare with '=='"),
    TERNARY("'?'", "write {% if %}…{% else %}…{% endif %}"),
    LOOP("loop.*", "count with {% for i, x in enumerate(list, start=1) %}"),
    FOR_IF("a condition in a for", "write an {% if %} inside the loop"),
    FOR_ELSE("{% else %} in a for", "write {% if list %} around the loop"),
    FOR_TARGETS("a for with more than two variables", "take the parts with x[0], x[1]");

    private static final Map<String, Undocumented> BY_TOKEN = Map.of(
            "if", INLINE_IF,
            "is", TEST,
            "~", CONCATENATION,
            "**", POWER,
            "&&", AND,
            "||", OR,
            "!", NOT,
            "?", TERNARY,
            "=", ASSIGNMENT);

    private static final Set<String> RESERVED = Set.of(
            "and", "or", "not", "in", "is", "if", "elif", "else", "for", "True", "true", "False", "false", "None",
            "none");

    private final String construct;
    private final String instead;

    Undocumented(String construct, String instead) {
        this.construct = construct;
        this.instead = instead;
    }

    TemplateException at(Source source, Token token) {
        return source.error(token.offset(), "SLS does not document " + construct + "; " + instead);
    }

    /** {@return the exception for a token that cannot stand where it stands} */
    static TemplateException explain(Source source, Token token, String otherwise) {
        Undocumented known = token.kind() == Token.Kind.LITERAL ? null : BY_TOKEN.get(token.text());
        return known == null ? source.error(token.offset(), otherwise) : known.at(source, token);
    }

    /** {@return the refusal of a name, with the nearest one that is documented and all of them} */
    static String unknown(String what, String name, Collection<String> documented) {
        String guess = Similar.to(name, documented)
                .map(nearest -> " (did you mean '" + nearest + "'?)")
                .orElse("");
        return "SLS does not document the %s '%s'%s; it documents: %s"
                .formatted(what, name, guess, String.join(", ", documented));
    }

    /** {@return whether the word is one of the language's own, so that no variable can have it} */
    static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    static void refuseVariable(Token name, Source source) {
        if (name.text().equals("loop")) {
            throw LOOP.at(source, name);
        }
    }
}
