package io.github.cspmalert.internal.decision;

import io.github.cspmalert.definition.template.ContentFormat;
import java.util.regex.Pattern;

/** Tells whether a message shows nothing, and adds to one that shows too little. */
final class Blanks {

    // A message that is longer than this shows something; and no text makes the patterns slow.
    private static final int LONGEST = 20_000;

    private static final Pattern HIDDEN = Pattern.compile(
            "<!--.*?(?:-->|$)|<(?:style|script|title)\\b.*?(?:</|$)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern SHOWN = Pattern.compile("<(?:img|svg|video|hr)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[^>]*+>");
    private static final Pattern SPACE = Pattern.compile("(?:&nbsp;|&#160;|&#32;|[\\s\\p{Z}\\p{Cf}])*+");

    private Blanks() {}

    static boolean isBlank(String content, ContentFormat format) {
        if (content.length() > LONGEST) {
            return false;
        } else if (format != ContentFormat.HTML) {
            return SPACE.matcher(content).matches();
        }
        String shown = HIDDEN.matcher(content).replaceAll("<");
        return !SHOWN.matcher(shown).find()
                && SPACE.matcher(TAG.matcher(shown).replaceAll("").replace("<", ""))
                        .matches();
    }

    /** {@return the content with text below it; JSON, which a program reads, stays as it is} */
    static String withBelow(String content, ContentFormat format, String text) {
        if (format != ContentFormat.HTML) {
            return isJson(content.strip()) ? content : content + "\n\n" + text;
        }
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return content + "\n<pre style=\"white-space:pre-wrap\">" + escaped + "</pre>\n";
    }

    private static boolean isJson(String text) {
        return text.startsWith("{") && text.endsWith("}") || text.startsWith("[") && text.endsWith("]");
    }
}
