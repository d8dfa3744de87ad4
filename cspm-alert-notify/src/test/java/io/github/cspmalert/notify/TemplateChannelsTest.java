package io.github.cspmalert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.TemplateText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What depends on the channel, as <a
 * href="https://www.alibabacloud.com/help/en/sls/built-in-functions-in-alert-templates">built-in functions</a> says: severities
 * and states are coloured in DingTalk, WeCom and mails; lists and quotes are Markdown in chats. WeCom's words for colours are those of
 * <a href="https://www.alibabacloud.com/help/en/sls/notification-methods">notification methods</a>.
 */
class TemplateChannelsTest {

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    dingtalk ~ 6 | format_severity              ~ <font color="#F6C022">Medium</font>
                    dingtalk ~ format_status("firing")          ~ <font color="#E03C39">Firing</font>
                    dingtalk ~ format_status("resolved")        ~ <font color="#72C140">Resolved</font>
                    dingtalk ~ format_status("odd")             ~ odd
                    wechat   ~ 6 | format_severity              ~ <font color="warning">Medium</font>
                    wechat   ~ format_severity(2)               ~ <font color="comment">Report</font>
                    wechat   ~ format_status("firing")          ~ <font color="warning">Firing</font>
                    wechat   ~ format_status("resolved")        ~ <font color="info">Resolved</font>
                    lark     ~ 6 | format_severity              ~ Medium
                    slack    ~ format_status("firing")          ~ firing
                    sms      ~ 6 | format_severity              ~ Medium
                    webhook  ~ format_status("firing")          ~ firing
                    dingtalk ~ to_list(labels)                  ~ - host: host&#45;1¶- app: nginx
                    slack    ~ to_list(labels)                  ~ - host: host&#45;1¶- app: nginx
                    sms      ~ to_list(labels)                  ~ [host: host-1][app: nginx]
                    webhook  ~ to_list(labels)                  ~ [host: host-1][app: nginx]
                    lark     ~ to_list(["<!channel>", 1, None]) ~ - &#60;&#33;channel&#62;¶- 1¶-
                    wechat   ~ annotations_to_list({"title": "*t*", "own_1": ["a"]}) ~ - Title: &#42;t&#42;¶- own&#95;1: &#91;"a"&#93;
                    dingtalk ~ to_list({})                      ~ ``
                    dingtalk ~ blockquote("a\\nb")              ~ > a¶> b
                    slack    ~ blockquote(to_list(labels))      ~ > - host: host&#45;1¶> - app: nginx
                    sms      ~ blockquote("a")                  ~ a
                    dingtalk ~ "a-b <c>"                        ~ a-b <c>
                    """)
    void function_inTheContentOfAChannel_isAsThatChannelShowsIt(String channel, String expression, String expected) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("host", "host-1");
        labels.put("app", "nginx");

        assertThat(renderer.render(content(channel, "{{ " + expression + " }}"), Map.of("labels", labels))
                        .strip())
                .isEqualTo(expected.replace('¶', '\n'));
    }

    @Test
    void words_ofAContentInChinese_areChinese() {
        ContentTemplate template = ContentTemplate.builder("t")
                .locale(ContentLocale.ZH_CN)
                .email("{{ format_type('sls_pub') }}", "{{ format_status('firing') }}")
                .build();
        ContentTemplate.Content mail = template.content(Channel.EMAIL).orElseThrow();

        assertThat(List.of(renderer.render(mail.subject(), Map.of()), renderer.render(mail.content(), Map.of())))
                .containsExactly("开放告警", "<font color=\"#E03C39\">触发</font>");
    }

    @Test
    void subject_ofAChatsContent_hasNoMarkUp() {
        ContentTemplate template = ContentTemplate.builder("t")
                .content(Channel.DINGTALK, ContentFormat.TEXT, "{{ format_severity(6) }} {{ to_list(['a']) }}", "x")
                .build();

        assertThat(renderer.render(
                        template.content(Channel.DINGTALK).orElseThrow().subject(), Map.of()))
                .isEqualTo("Medium [a]");
    }

    private static TemplateText content(String channel, String text) {
        return ContentTemplate.builder("t")
                .content(new Channel(channel), ContentFormat.TEXT, "", text)
                .build()
                .content(new Channel(channel))
                .orElseThrow()
                .content();
    }
}
