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
                .contains("<meta charset=\"utf-8\">", "<title>A &amp; B</title>", "<main>\n" + content + "\n")
                .containsSubsequence(content, "n &lt; 1</p>", "</main>", "</body>", "</html>");
    }

    @Test
    void of_wholeDocument_onlyGetsTheNotices() {
        String document = " \n<!doctype HTML><html><body bgcolor=red>x</BODY></html>";

        assertThat(HtmlPage.of("t", Locale.ENGLISH, document, List.of())).isEqualTo(document);
        assertThat(HtmlPage.of("t", Locale.ENGLISH, document, List.of("notice")))
                .startsWith(" \n<!doctype HTML><html><body bgcolor=red>x<p role=\"note\"")
                .endsWith("notice</p>\n</BODY></html>");
        assertThat(HtmlPage.of("t", Locale.ENGLISH, "<HTML>x", List.of("notice")))
                .matches("(?s)<HTML>x<p .*notice</p>\n");
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
                .matches("(?s)<html><body>" + list + "<p role[^>]*>n</p>\n</body></html>");
    }

    @Test
    void of_bodyInACommentBehindTheEnd_isNotTheEnd() {
        String document = "<html><body>x</body></html><!-- </body> -->";

        assertThat(HtmlPage.of("t", Locale.ENGLISH, document, List.of("n")))
                .matches("(?s)<html><body>x<p role[^>]*>n</p>\n</body></html><!-- </body> -->");
    }
}
