package io.github.cspmalert.notify.email;

import java.util.List;
import java.util.Locale;

/** Puts a content into an HTML document that reads well on a phone, and shows the notices below it. */
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
            "margin:12px 0 0;padding:8px 12px;border-left:4px solid #d97706;background:#fff7ed;color:#7c2d12";

    private HtmlPage() {}

    /** {@return the document; a content that is a document already only gets the notices} */
    static String of(String title, Locale language, String content, List<String> notices) {
        String below = notices(notices);
        if (isDocument(content)) {
            int at = below.isEmpty() ? content.length() : bodyEnd(content);
            return content.substring(0, at) + below + content.substring(at);
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
                + content + "\n" + below + "</main>\n</body>\n</html>\n";
    }

    // Comments, white space and an XML declaration may stand before a document.
    private static boolean isDocument(String content) {
        HtmlScanner scanner = new HtmlScanner(content);
        while (scanner.next()) {
            int start = scanner.start();
            if (content.regionMatches(true, start, "<!doctype", 0, 9)
                    || content.regionMatches(true, start, "<html", 0, 5)) {
                return true;
            }
            boolean skipped = content.startsWith("<!--", start) || content.startsWith("<?", start);
            if (!skipped && !content.substring(start, scanner.end()).isBlank()) {
                return false;
            }
        }
        return false;
    }

    /** {@return where the last body ends, or the end of the content if none does} */
    private static int bodyEnd(String content) {
        HtmlScanner scanner = new HtmlScanner(content);
        int end = content.length();
        while (scanner.next()) {
            if (scanner.kind() == HtmlScanner.Kind.CLOSE && scanner.name().equals("body")) {
                end = scanner.start();
            }
        }
        return end;
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
