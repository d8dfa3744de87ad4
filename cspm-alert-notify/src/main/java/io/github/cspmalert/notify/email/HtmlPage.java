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
            int end = content.toLowerCase(Locale.ROOT).lastIndexOf("</body");
            int at = end < 0 ? content.length() : end;
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

    private static boolean isDocument(String content) {
        String start = content.stripLeading();
        return start.regionMatches(true, 0, "<!doctype", 0, 9) || start.regionMatches(true, 0, "<html", 0, 5);
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
