package io.github.cspmalert.notify.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What the page says, in the language of its reader: English words as the page has them, and what they are in its language. Where a
 * value goes stands {@code {0}}.
 *
 * @param language the code of the language
 * @param title the heading, unless another is set
 * @param words the words by the English ones; empty for English
 */
record PageWords(String language, String title, Map<String, String> words) {

    private static final Map<String, String> TITLES =
            Map.of("en", "Cloud posture", "ja", "クラウドセキュリティ態勢", "zh", "云安全态势");

    static final PageWords ENGLISH = of(Locale.ENGLISH);

    /**
     * {@return the words of a language}
     *
     * @throws IllegalArgumentException if it is not English, Japanese or Chinese
     */
    static PageWords of(Locale locale) {
        String language = locale.getLanguage();
        String title = TITLES.get(language);
        if (title == null) {
            throw new IllegalArgumentException("language must be one of [en, ja, zh], but is '%s'".formatted(language));
        }
        return new PageWords(language, title, language.equals("en") ? Map.of() : read(language));
    }

    private static Map<String, String> read(String language) {
        String name = "words/" + language + ".json";
        try (InputStream in = PageWords.class.getResourceAsStream(name)) {
            return new JsonMapper()
                    .readValue(Objects.requireNonNull(in, name), new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("'%s' of the page cannot be read".formatted(name), e);
        }
    }

    String of(String english) {
        return words.getOrDefault(english, english);
    }
}
