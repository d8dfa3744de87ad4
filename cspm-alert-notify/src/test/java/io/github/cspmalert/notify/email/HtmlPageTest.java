package io.github.cspmalert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {

    @Test
    void of_content_standsUnchangedInADocument() {
        String content = "<p>a</p>\n%s <ul><li>b</ul>";

        assertThat(HtmlPage.of("A & B", Locale.SIMPLIFIED_CHINESE, content, List.of("n < 1")))
                .startsWith("<!DOCTYPE html>\n<html lang=\"zh-CN\">")
                .contains("<meta charset=\"utf-8\">", "<title>A &amp; B</title>", content + "\n</main>")
                .containsSubsequence("n &lt; 1</p>", content, "</main>", "</body>", "</html>");
    }

    @Test
    void of_wholeDocument_onlyGetsTheNotices() {
        String document = " \n<!doctype HTML><html><body bgcolor=red>x</BODY></html>";

        assertThat(HtmlPage.of("t", Locale.ENGLISH, document, List.of())).isEqualTo(document);
        assertThat(HtmlPage.of("t", Locale.ENGLISH, document, List.of("notice")))
                .startsWith(" \n<!doctype HTML><html><body bgcolor=red><p role=\"note\"")
                .endsWith("notice</p>\nx</BODY></html>");
        assertThat(HtmlPage.of("t", Locale.ENGLISH, "<HTML>x", List.of("notice")))
                .matches("(?s)<HTML><p .*notice</p>\nx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- v2 --><!DOCTYPE html><html><body>x</body></html>",
                "\n<!-- a -->\n <!-- b -->\n<html><body>x</body></html>",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE html><html><body>x</body></html>"
            })
    void of_documentAfterSomethingThatShowsNothing_staysOneDocument(String document) {
        assertThat(HtmlPage.of("t", Locale.ENGLISH, document, List.of())).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!-- v2 --><p>x</p>", "x<!DOCTYPE html><html>", "", "<!-- only -->"})
    void of_pieceOfHtml_getsADocument(String piece) {
        assertThat(HtmlPage.of("t", Locale.ENGLISH, piece, List.of())).startsWith("<!DOCTYPE html>\n<html lang");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 1_000})
    void of_documentWithLettersThatGrowInLowerCase_getsTheNoticeAtItsPlace(int rows) {
        String list = "<li>İSTANBUL-İİİ</li>".repeat(rows);

        assertThat(HtmlPage.of("t", Locale.ENGLISH, "<html><body>" + list + "</body></html>", List.of("n")))
                .matches("(?s)<html><body><p role[^>]*>n</p>\n" + list + "</body></html>");
    }

    /** Where the HTML standard begins the body: https://html.spec.whatwg.org/multipage/parsing.html#tree-construction. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>^x</body></html><!-- </body> -->",
                "<!-- <body> --><html><head></head><body>^x</body></html>",
                "<!doctype html><HTML><HEAD><TITLE><body></TITLE></HEAD><BODY BGCOLOR=red>^x</BODY></HTML>",
                "<!doctype html><script>var s = '<body>';</script><body>^x",
                "<!doctype html><script>a</scripty><body>b</script><body>^x",
                "<!doctype html><style>/* <body> */</style>\n<body>^x",
                "<!doctype html><template><body></template><body>^x",
                "<!doctype html><noscript></noscript><body>^x",
                "<html><body onload='a(\">\")' title=\"<body>\">^x",
                "<html><head><meta name=a content='<body>'></head><body\n class=x>^x",
                "<!doctype html><title>t</title>^<p>x</p>",
                "<!doctype html>^x",
                "<html>^\nx<body>y",
                "<html>^<textarea><body></textarea>",
                "<html>^<xmp><body></xmp>",
                "<html><head></head>^<frameset cols=*><frame src=a><noframes><body>x</body></noframes></frameset></html>",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\">^<p>x",
                "<html><![CDATA[ <body>^ ]]> x",
                "<html><!--><body>^x--></body>",
                "<html><!---><body>^x--></body>",
                "<html><!-- a --!><body>^x--></body>",
                "<html><head>^<title>x<body>y",
                "<!doctype html>^<!-- x<body>y",
                "<html>^<body bgcolor=\"red>x</body>",
                "<body>^x</body>",
                "<head><title>t</title></head>^x",
                "<html>^</body>x"
            })
    void of_documentOfAnyShape_getsTheNoticeWhereItsBodyBegins(String marked) {
        int at = marked.indexOf('^');
        String document = marked.replace("^", "");

        assertThat(HtmlPage.of("t", Locale.ENGLISH, document, List.of())).isEqualTo(document);
        String page = HtmlPage.of("t", Locale.ENGLISH, document, List.of("n"));
        assertThat(page)
                .startsWith(document.substring(0, at) + "<p role=")
                .endsWith("n</p>\n" + document.substring(at));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<header>x</header>", "<bodyguard>", "&lt;html>", "<h1>x</h1><html>"})
    void of_whatOnlyBeginsLikeADocument_getsOne(String piece) {
        assertThat(HtmlPage.of("t", Locale.ENGLISH, piece, List.of())).startsWith("<!DOCTYPE html>\n<html lang");
    }
}
