package io.github.cspmalert.notify.internal.template;

import java.util.Set;

/** Which attributes of HTML are links, and which may hold no value from outside. */
final class HtmlAttributes {

    /** A meta tag with a value in it, and one with {@code http-equiv}: the two must not meet. */
    static final String META_VALUE = "meta value";

    static final String META_COMMAND = "meta command";

    private static final Set<String> LINKS = Set.of(
            "href",
            "src",
            "action",
            "formaction",
            "background",
            "poster",
            "cite",
            "longdesc",
            "usemap",
            "lowsrc",
            "dynsrc",
            "data",
            "icon",
            "profile",
            "manifest");
    // What they hold is run, or is a list of links, or says what others mean.
    private static final Set<String> REFUSED = Set.of(
            "srcdoc",
            "srcset",
            "imagesrcset",
            "ping",
            "attributionsrc",
            "archive",
            "codebase",
            "classid",
            "code",
            "base",
            "http-equiv",
            "attributename",
            "xmlns",
            "is");
    // What they load is trusted like the page itself, or they change other elements.
    private static final Set<String> REFUSED_ELEMENTS = Set.of(
            "script",
            "link",
            "base",
            "iframe",
            "frame",
            "frameset",
            "embed",
            "object",
            "applet",
            "param",
            "portal",
            "fencedframe",
            "use",
            "set",
            "animate",
            "animatecolor",
            "animatemotion",
            "animatetransform",
            HtmlState.MIXED);

    private HtmlAttributes() {}

    static boolean isLink(String name) {
        String local = local(name);
        return LINKS.contains(local)
                || local.contains("src")
                || local.contains("href")
                || local.contains("url")
                || local.contains("uri");
    }

    static boolean mayHoldValue(String element, String name) {
        String local = local(name);
        if (element.startsWith("meta")) {
            return !element.equals(META_COMMAND) && local.equals("content");
        }
        return !REFUSED_ELEMENTS.contains(element)
                && !REFUSED.contains(local)
                && !local.startsWith("on")
                && !name.startsWith("on")
                && !name.startsWith("xmlns")
                && !name.contains(HtmlState.MIXED);
    }

    private static String local(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }
}
