package io.github.cspmalert.notify.email;

import io.github.cspmalert.notify.internal.html.HtmlEntities;
import io.github.cspmalert.notify.internal.html.HtmlScanner;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Puts a content into an HTML document that reads well on a phone, and shows the notices above it, where they are seen also if
 * a mail client clips a long mail.
 */
final class HtmlPage {

    private static final String STYLE =
            """
            body{margin:0;padding:16px;font:16px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",\
            Arial,"Noto Sans","PingFang SC","Hiragino Sans","Microsoft YaHei","Yu Gothic","Noto Sans CJK SC",sans-serif;\
            -webkit-text-size-adjust:100%}
            main{max-width:680px;margin:0 auto;overflow-wrap:anywhere}
            ul,ol{margin:8px 0;padding-left:24px}
            li{margin:4px 0}
            table{border-collapse:collapse}
            td,th{padding:4px 12px 4px 0;text-align:left;vertical-align:top}
            pre{white-space:pre-wrap}
            img{max-width:100%;height:auto}
            """;
    private static final String NOTICE_STYLE =
            "box-sizing:border-box;max-width:680px;margin:0 auto 12px;padding:8px 12px;border-left:4px solid #d97706;background:#fff7ed;color:#7c2d12";

    private static final Set<String> DOCUMENT = Set.of("html", "head", "body", "frameset");
    private static final Set<String> HEAD = Set.of("html", "head", "meta", "link", "base", "noscript");

    private HtmlPage() {}

    /** {@return the document; a content that is a document already only gets the notices} */
    static String of(String title, Locale language, String content, List<String> notices) {
        String above = notices(notices);
        if (isDocument(content)) {
            int at = above.isEmpty() ? 0 : top(content);
            return content.substring(0, at) + above + content.substring(at);
        }
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                """
                        .formatted(language.toLanguageTag(), HtmlEntities.escape(title), STYLE)
                + above + content + "\n</main>\n</body>\n</html>\n";
    }

    // Comments, white space and an XML declaration may stand before a document.
    private static boolean isDocument(String content) {
        HtmlScanner scanner = new HtmlScanner(content);
        while (scanner.next()) {
            if (DOCUMENT.contains(scanner.name()) && scanner.kind() == HtmlScanner.Kind.OPEN
                    || content.regionMatches(true, scanner.start(), "<!doctype", 0, 9)) {
                return true;
            }
            if (!isDeclaration(scanner) && !isBlank(content, scanner)) {
                return false;
            }
        }
        return false;
    }

    // At the beginning of the body, also where its tag is left out: before what would begin it.
    private static int top(String content) {
        HtmlScanner scanner = new HtmlScanner(content);
        int top = 0;
        while (scanner.next()) {
            boolean whole = scanner.end() < content.length();
            if (scanner.kind() == HtmlScanner.Kind.OPEN && scanner.name().equals("body") && whole) {
                return scanner.end();
            }
            boolean shown = scanner.kind() != HtmlScanner.Kind.OTHER && !HEAD.contains(scanner.name());
            if (shown && !isBlank(content, scanner)) {
                return scanner.start();
            }
            // What is never closed goes to the end, and nobody would see a notice in it.
            top = whole ? scanner.end() : top;
        }
        return top;
    }

    private static boolean isDeclaration(HtmlScanner scanner) {
        return scanner.kind() == HtmlScanner.Kind.OTHER && scanner.name().isEmpty();
    }

    private static boolean isBlank(String content, HtmlScanner scanner) {
        return scanner.kind() == HtmlScanner.Kind.TEXT
                && content.substring(scanner.start(), scanner.end()).isBlank();
    }

    private static String notices(List<String> notices) {
        StringBuilder html = new StringBuilder();
        for (String notice : notices) {
            html.append("<p role=\"note\" style=\"").append(NOTICE_STYLE).append("\">");
            html.append(HtmlEntities.escape(Text.oneLine(notice))).append("</p>\n");
        }
        return html.toString();
    }
}
