package io.github.cspmalert.notify.internal.remediation;

import io.github.cspmalert.common.AlertConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The remediations of all languages, by id and by name. Immutable and thread-safe. */
public final class Remediations {

    private static final List<String> LANGUAGES = List.of("en", "ja", "zh");

    private final Map<String, Language> languages;

    private Remediations(Map<String, Language> languages) {
        this.languages = Map.copyOf(languages);
    }

    /** Where files come from. */
    @FunctionalInterface
    public interface Files {

        /**
         * Opens a file.
         *
         * @param name its name, such as {@code en.json}
         * @return its bytes, or null if it is not there
         * @throws IOException if it cannot be opened
         */
        @Nullable InputStream open(String name) throws IOException;
    }

    /**
     * Reads the files of all languages.
     *
     * @param files where they come from; a language without a file has no entries
     * @return what they say
     * @throws AlertConfigurationException if one is not of the form that it must have, or has an id or a name twice
     * @throws UncheckedIOException if one cannot be read
     */
    public static Remediations read(Files files) {
        Map<String, Language> languages = new LinkedHashMap<>();
        for (String language : LANGUAGES) {
            String file = language + ".json";
            try (InputStream in = files.open(file)) {
                if (in != null) {
                    languages.put(language, Language.of(file, RemediationReader.read(file, in)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the catalogue " + file + " cannot be read", e);
            }
        }
        return new Remediations(languages);
    }

    /** {@return whether no language has a file} */
    public boolean isEmpty() {
        return languages.isEmpty();
    }

    /**
     * Looks a check item up: by its id, else by its name, in which case, space around and the form of apostrophes do not count.
     *
     * @param language the language, such as {@code ja}; where it has no entry, English is asked
     * @param checkId the id; may be empty
     * @param checkItemName the name; may be empty
     * @return what is known about it, or empty
     */
    public Optional<Remediation> find(String language, String checkId, String checkItemName) {
        Remediation found = in(languages.get(language), checkId, checkItemName);
        return Optional.ofNullable(found != null ? found : in(languages.get("en"), checkId, checkItemName));
    }

    private static @Nullable Remediation in(@Nullable Language language, String checkId, String name) {
        if (language == null) {
            return null;
        }
        Remediation byId = language.byId.get(checkId.strip());
        return byId != null ? byId : language.byName.get(normal(name));
    }

    private static String normal(String name) {
        String ascii =
                name.strip().replace('\u2018', '\'').replace('\u2019', '\'').replace('\uFF07', '\'');
        return ascii.toLowerCase(Locale.ROOT);
    }

    private record Language(Map<String, Remediation> byId, Map<String, Remediation> byName) {

        static Language of(String file, List<Remediation> entries) {
            Language language = new Language(new HashMap<>(), new HashMap<>());
            for (int i = 0; i < entries.size(); i++) {
                Remediation entry = entries.get(i);
                String where = "%s, entry %d".formatted(file, i);
                entry.ids().forEach(id -> add(language.byId, id.strip(), entry, where));
                entry.names().forEach(name -> add(language.byName, normal(name), entry, where));
            }
            return language;
        }

        private static void add(Map<String, Remediation> entries, String key, Remediation entry, String where) {
            Remediation other = entries.put(key, entry);
            // One entry may spell a name in several ways that count as one.
            if (other != null && other != entry) {
                throw new AlertConfigurationException(
                        where,
                        List.of("'%s' stands there a second time; an id or a name has one entry".formatted(key)));
            }
        }
    }
}
