package io.github.cspmalert.notify.internal.template;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in HTML one is after some text, by the rules by which browsers read it. Immutable.
 *
 * @param kind what one is in
 * @param element the tag or raw element; with {@code /} for a closing tag; {@value #MIXED} if branches differ
 * @param attribute the attribute
 * @param quote the quotation mark around the attribute's value, or a blank if there is none
 * @param word what was read of a name, a link's beginning or a comment's end; an opening brace stands for a value
 * @param link what was seen of a link so far
 * @param refusal why values that were put out before cannot stand where they stand, or null
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#tokenization">HTML: tokenization</a>
 */
record HtmlState(
        Kind kind, String element, String attribute, char quote, String word, Link link, @Nullable String refusal) {

    enum Kind {
        TEXT,
        RAW,
        TAG_OPEN,
        END_TAG_OPEN,
        TAG_NAME,
        IN_TAG,
        ATTRIBUTE_NAME,
        AFTER_NAME,
        BEFORE_VALUE,
        VALUE,
        DECLARATION,
        COMMENT,
        CONDITION,
        UNKNOWN
    }

    enum Link {
        /** What is done with it is not said yet. */
        OPEN,
        /** It begins with {@code data:}, of a kind that is not said yet. */
        DATA,
        /** A link to something, whatever follows. */
        HARMLESS,
        /** Something that may run. */
        SCRIPT;

        boolean isSafe() {
            return this == OPEN || this == HARMLESS;
        }
    }

    static final String MIXED = "?";
    static final HtmlState START = new HtmlState(Kind.TEXT, "", "", ' ', "", Link.OPEN, null);
    static final HtmlState UNKNOWN = START.with(Kind.UNKNOWN, "");

    // Behind the start of a comment, and not at its end.
    static final String INSIDE = "....";
    private static final String SPACES = "\t\n\f\r ";
    private static final int LONGEST_WORD = 100;
    private static final Set<String> RAW_ELEMENTS =
            Set.of("title", "textarea", "style", "script", "xmp", "iframe", "noembed", "noframes", "plaintext");
    private static final Set<String> SCRIPTS =
            Set.of("javascript", "vbscript", "livescript", "mocha", "blob", "filesystem");
    private static final Set<String> IMAGES =
            Set.of("image/png", "image/gif", "image/jpeg", "image/jpg", "image/webp", "image/bmp", "image/x-icon");

    /** {@return where one is after more text} */
    HtmlState after(String text) {
        HtmlState state = this;
        int at = 0;
        while (at < text.length()) {
            if (state.kind == Kind.UNKNOWN) {
                return state;
            }
            int skipped = state.kind == Kind.TEXT ? text.indexOf('<', at) : at;
            if (skipped < 0) {
                return state;
            }
            at = skipped;
            state = state.after(text.charAt(at++));
        }
        return state;
    }

    /** {@return where one is after a value that stays a value} */
    HtmlState afterValue() {
        return switch (kind) {
            case BEFORE_VALUE -> with(Kind.VALUE, "{").quoted(' ').metaValue();
            case VALUE -> (link == Link.OPEN ? with(kind, cut(word + "{")) : this).metaValue();
            case COMMENT, CONDITION -> with(kind, INSIDE);
            default -> this;
        };
    }

    private HtmlState after(char c) {
        return switch (kind) {
            case TEXT -> with(Kind.TAG_OPEN, "");
            case RAW -> raw(c);
            case TAG_OPEN -> tagOpen(c);
            case END_TAG_OPEN ->
                isLetter(c) ? with(Kind.TAG_NAME, "/" + c) : c == '>' ? START : with(Kind.DECLARATION, "x");
            case TAG_NAME -> isSpace(c) || c == '/' ? named().in(Kind.IN_TAG) : c == '>' ? named().tagEnd() : longer(c);
            case IN_TAG -> isSpace(c) || c == '/' ? this : c == '>' ? tagEnd() : with(Kind.ATTRIBUTE_NAME, "" + c);
            case ATTRIBUTE_NAME -> attributeName(c);
            case AFTER_NAME -> afterName(c);
            case BEFORE_VALUE -> beforeValue(c);
            case VALUE -> quote == ' ' ? unquoted(c) : c == quote ? in(Kind.IN_TAG) : linked(c);
            case DECLARATION -> declaration(c);
            case COMMENT -> comment(c);
            case CONDITION -> c == '>' && (word.endsWith("]") || word.endsWith("--")) ? START : with(kind, last(c));
            case UNKNOWN -> this;
        };
    }

    private HtmlState tagOpen(char c) {
        if (isLetter(c)) {
            return with(Kind.TAG_NAME, "" + c);
        }
        return switch (c) {
            case '/' -> with(Kind.END_TAG_OPEN, "");
            case '!' -> with(Kind.DECLARATION, "");
            case '?' -> with(Kind.DECLARATION, "x");
            case '<' -> this;
            default -> START;
        };
    }

    private HtmlState raw(char c) {
        String end = "</" + element;
        if (word.length() < end.length()) {
            boolean matches = Character.toLowerCase(c) == end.charAt(word.length());
            return matches ? with(kind, word + c) : word.isEmpty() ? this : with(kind, c == '<' ? "<" : "");
        } else if (c == '>') {
            return START;
        }
        return isSpace(c) || c == '/' ? element("/" + element).in(Kind.IN_TAG) : with(kind, c == '<' ? "<" : "");
    }

    private HtmlState attributeName(char c) {
        if (isSpace(c)) {
            return withAttribute().with(Kind.AFTER_NAME, "");
        }
        return switch (c) {
            case '/' -> withAttribute().in(Kind.IN_TAG);
            case '>' -> withAttribute().tagEnd();
            case '=' -> withAttribute().with(Kind.BEFORE_VALUE, "");
            default -> longer(c);
        };
    }

    private HtmlState afterName(char c) {
        if (isSpace(c)) {
            return this;
        }
        return switch (c) {
            case '/' -> in(Kind.IN_TAG);
            case '>' -> tagEnd();
            case '=' -> with(Kind.BEFORE_VALUE, "");
            default -> in(Kind.IN_TAG).with(Kind.ATTRIBUTE_NAME, "" + c);
        };
    }

    private HtmlState beforeValue(char c) {
        if (isSpace(c)) {
            return this;
        }
        return switch (c) {
            case '>' -> tagEnd();
            case '"', '\'' -> with(Kind.VALUE, "").quoted(c);
            default -> with(Kind.VALUE, "").quoted(' ').linked(c);
        };
    }

    private HtmlState unquoted(char c) {
        return isSpace(c) ? in(Kind.IN_TAG) : c == '>' ? tagEnd() : linked(c);
    }

    // What a link is about to do is said before the first colon, in letters, digits and three signs; with any other
    // sign it leads to a place. A number sign behind an ampersand is that of an entity.
    private HtmlState linked(char c) {
        if (link == Link.DATA) {
            return c == ';' || c == ',' ? link(IMAGES.contains(lower()) ? Link.HARMLESS : Link.SCRIPT) : longer(c);
        } else if (link != Link.OPEN) {
            return this;
        } else if (c == ':' || c == '#' && word.endsWith("{&")) {
            return scheme();
        }
        boolean entity = c == '&' || c == ';' || c == '#' && word.endsWith("&");
        boolean place = !entity && c > ' ' && "+-.".indexOf(c) < 0 && !isLetter(c) && !(c >= '0' && c <= '9');
        return place ? link(Link.HARMLESS) : longer(c);
    }

    private HtmlState scheme() {
        String scheme = Spaces.strip(lower());
        if (scheme.indexOf('{') >= 0 && HtmlAttributes.isLink(attribute)) {
            return refused("what a link does must stand in the template, or come with the whole link: write"
                    + " https://{{ … }} instead of {{ … }}://");
        } else if (scheme.equals("data")) {
            return link(Link.DATA).with(kind, "");
        }
        return link(SCRIPTS.contains(scheme) || scheme.contains(MIXED) ? Link.SCRIPT : Link.HARMLESS);
    }

    // A DOCTYPE, or a comment that is malformed, ends with the next angle bracket.
    private HtmlState declaration(char c) {
        if (c == '>') {
            return START;
        } else if (c == '-' && word.length() < 2 && !word.equals("x")) {
            return word.isEmpty() ? with(kind, "-") : with(Kind.COMMENT, "--");
        }
        return with(kind, "x");
    }

    // What follows <!--[if mso]> is read by some, and for the others only a comment, which values cannot end.
    private HtmlState comment(char c) {
        if (c == '>' && (word.endsWith("--") || word.endsWith("--!"))) {
            return START;
        }
        return with(c == '[' && word.equals("--") ? Kind.CONDITION : kind, last(c));
    }

    private String last(char c) {
        // One more than is looked at, so that the start of a comment is not found again inside it.
        String all = word.equals("--") ? "." + word + c : word + c;
        return all.substring(Math.max(0, all.length() - 4));
    }

    private HtmlState tagEnd() {
        if (element.equals(MIXED)) {
            return UNKNOWN;
        }
        boolean raw = RAW_ELEMENTS.contains(element);
        HtmlState after = raw ? START.element(element).with(Kind.RAW, "") : START;
        return refusal == null ? after : after.refused(refusal);
    }

    private HtmlState named() {
        return element(lower());
    }

    private HtmlState withAttribute() {
        HtmlState named = new HtmlState(kind, element, lower(), quote, word, Link.OPEN, refusal);
        if (!named.attribute.equals("http-equiv") || !element.startsWith("meta")) {
            return named;
        }
        return element.equals(HtmlAttributes.META_VALUE)
                ? named.refused("a value cannot say what a meta tag with http-equiv does")
                : named.element(HtmlAttributes.META_COMMAND);
    }

    private HtmlState metaValue() {
        return element.equals("meta") ? element(HtmlAttributes.META_VALUE) : this;
    }

    String lower() {
        return word.toLowerCase(Locale.ROOT);
    }

    private HtmlState longer(char c) {
        return with(kind, cut(word + c));
    }

    private static String cut(String word) {
        return word.length() > LONGEST_WORD ? MIXED + word.substring(word.length() - LONGEST_WORD) : word;
    }

    private HtmlState in(Kind other) {
        return new HtmlState(other, element, "", ' ', "", Link.OPEN, refusal);
    }

    HtmlState with(Kind other, String newWord) {
        return new HtmlState(other, element, attribute, quote, newWord, link, refusal);
    }

    private HtmlState element(String other) {
        return new HtmlState(kind, other, attribute, quote, word, link, refusal);
    }

    private HtmlState quoted(char mark) {
        return new HtmlState(kind, element, attribute, mark, word, link, refusal);
    }

    private HtmlState link(Link other) {
        return new HtmlState(kind, element, attribute, quote, "", other, refusal);
    }

    private HtmlState refused(String why) {
        return new HtmlState(kind, element, attribute, quote, word, link, why);
    }

    private static boolean isSpace(char c) {
        return SPACES.indexOf(c) >= 0;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
