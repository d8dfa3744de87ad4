package io.github.cspmalert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

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
}
