package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.notify.internal.template.HtmlState.Kind;
import io.github.cspmalert.notify.internal.template.HtmlState.Link;

/** Finds out what is known of a place in HTML that several branches lead to. */
final class HtmlJoin {

    private HtmlJoin() {}

    /** {@return where one is after one of two ways to here} */
    static HtmlState of(HtmlState a, HtmlState b) {
        if (a.equals(b)) {
            return a;
        } else if (isLoose(a) && isLoose(b)) {
            boolean inWord = isInWord(a) || isInWord(b);
            return new HtmlState(
                    inWord ? Kind.ATTRIBUTE_NAME : Kind.AFTER_NAME,
                    elements(a, b),
                    HtmlState.MIXED,
                    ' ',
                    HtmlState.MIXED,
                    Link.OPEN,
                    null);
        } else if (a.kind() == Kind.VALUE && b.kind() == Kind.VALUE && a.quote() == b.quote()) {
            String attribute = a.attribute().equals(b.attribute()) ? a.attribute() : HtmlState.MIXED;
            boolean value = a.word().contains("{") || b.word().contains("{");
            boolean safe = a.link().isSafe() && b.link().isSafe();
            Link link = a.link() == b.link() ? a.link() : safe ? Link.OPEN : Link.SCRIPT;
            return new HtmlState(
                    Kind.VALUE, elements(a, b), attribute, a.quote(), value ? "?{" : HtmlState.MIXED, link, null);
        }
        boolean comments = a.kind() == b.kind() && (a.kind() == Kind.COMMENT || a.kind() == Kind.CONDITION);
        return comments && !a.word().endsWith("-") && !b.word().endsWith("-")
                ? a.with(a.kind(), HtmlState.INSIDE)
                : HtmlState.UNKNOWN;
    }

    private static String elements(HtmlState a, HtmlState b) {
        String one = a.kind() == Kind.TAG_NAME ? a.lower() : a.element();
        String other = b.kind() == Kind.TAG_NAME ? b.lower() : b.element();
        return one.equals(other) || other.equals("meta") && one.startsWith("meta ")
                ? one
                : one.equals("meta") && other.startsWith("meta ") ? other : HtmlState.MIXED;
    }

    // Inside a tag, where the next blank brings one back to the same place.
    private static boolean isLoose(HtmlState state) {
        return state.kind() == Kind.IN_TAG || state.kind() == Kind.AFTER_NAME || isInWord(state);
    }

    private static boolean isInWord(HtmlState state) {
        return state.kind() == Kind.TAG_NAME
                || state.kind() == Kind.ATTRIBUTE_NAME
                || state.kind() == Kind.VALUE && state.quote() == ' ';
    }
}
