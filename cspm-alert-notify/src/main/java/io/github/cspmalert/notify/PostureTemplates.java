package io.github.cspmalert.notify;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.util.List;
import java.util.Locale;

/**
 * The built-in messages about what changed in the ledger of findings, in English, Japanese and Chinese, for {@link
 * JinjaTemplateRenderer}.
 *
 * <p>They stand in files that can be replaced one by one, with {@link JinjaTemplateRenderer.Builder#templates(java.nio.file.Path)}:
 * {@code posture/subject.txt}, {@code posture/mail.html}, {@code posture/mail.txt}, {@code posture/parts.html}, and the words in
 * {@code posture/words/en.html}, {@code ja.html} and {@code zh.html}. To change a part only, extend one and override its blocks, {@code
 * preheader}, {@code top}, {@code intro}, {@code open_now}, {@code changes}, {@code trend} and {@code foot}:
 *
 * <pre>{@code
 * {% set language = "en" %}{% extends "posture/mail.html" %}
 * {% block foot %}{{ super() }}<p>Questions? Ask the platform team.</p>{% endblock %}
 * }</pre>
 */
public final class PostureTemplates {

    private static final List<String> LANGUAGES = List.of("en", "ja", "zh");

    private PostureTemplates() {}

    /**
     * Returns the template of mails, in HTML.
     *
     * @param language English, Japanese or Chinese; a country does not matter
     * @return the template; its id is {@code cspm-alert-posture-en}, {@code -ja} or {@code -zh}
     * @throws IllegalArgumentException if it is another language
     */
    public static ContentTemplate email(Locale language) {
        String code = code(language);
        return named(code, "")
                .content(Channel.EMAIL, ContentFormat.HTML, subject(code), extending("posture/mail.html", code))
                .build();
    }

    /**
     * Returns a template of plain text.
     *
     * @param channel the channel
     * @param language English, Japanese or Chinese; a country does not matter
     * @return the template; its id is {@code cspm-alert-posture-text-en}, {@code -ja} or {@code -zh}
     * @throws IllegalArgumentException if it is another language
     */
    public static ContentTemplate text(Channel channel, Locale language) {
        String code = code(language);
        return named(code, "text-")
                .content(channel, ContentFormat.TEXT, subject(code), extending("posture/mail.txt", code))
                .build();
    }

    private static ContentTemplate.Builder named(String code, String kind) {
        return ContentTemplate.builder("cspm-alert-posture-" + kind + code)
                .locale(code.equals("zh") ? ContentLocale.ZH_CN : ContentLocale.EN_US);
    }

    private static String subject(String code) {
        return "{% set language = \"" + code + "\" %}{% include \"posture/subject.txt\" %}";
    }

    private static String extending(String file, String code) {
        return "{% set language = \"" + code + "\" %}{% extends \"" + file + "\" %}";
    }

    private static String code(Locale language) {
        String code = language.getLanguage();
        if (!LANGUAGES.contains(code)) {
            throw new IllegalArgumentException(
                    "language must be one of %s, but is '%s'; for others, put a file with their words"
                                    .formatted(LANGUAGES, code)
                            + " into posture/words and write a template that sets it");
        }
        return code;
    }
}
