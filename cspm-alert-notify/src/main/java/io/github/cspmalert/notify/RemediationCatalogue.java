package io.github.cspmalert.notify;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.notify.internal.remediation.Remediations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is wrong with a resource that fails a check item, what an attacker gains, and how to fix it, in several languages. Immutable and
 * thread-safe.
 *
 * <p>A catalogue is a JSON file for each language, {@code en.json}, {@code ja.json} and {@code zh.json}. Each is a list of
 *
 * <pre>{@code
 * {"ids": ["11"], "names": ["the check item's exact name", "its name in Chinese"], "product": "ECS",
 *  "wrong": "what is wrong", "gain": "what an attacker gains", "console": "how to fix it in the console",
 *  "cli": "how to fix it on the command line, or empty", "source": "https://the page that says so"}
 * }</pre>
 *
 * <p>A check item is looked up by its id, else by one of its names. Where a language has no entry, the English one is taken.
 */
public final class RemediationCatalogue {

    private static final String BUILT_IN = "io/github/cspmalert/notify/remediation/";

    private final Remediations remediations;

    private RemediationCatalogue(Remediations remediations) {
        this.remediations = remediations;
    }

    /** {@return the catalogue that comes with this library} */
    public static RemediationCatalogue builtIn() {
        return BuiltIn.CATALOGUE;
    }

    /** {@return a catalogue without entries} */
    public static RemediationCatalogue empty() {
        return new RemediationCatalogue(Remediations.read(file -> null));
    }

    /**
     * Reads a catalogue from a folder.
     *
     * @param folder the folder; a language that has no file there has no entries
     * @return the catalogue
     * @throws AlertConfigurationException if no language has a file, if one is not of the form above, or has an id or a name
     *     twice; says which file and which entry, counted from 0
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static RemediationCatalogue of(Path folder) {
        return required(folder.toString(), name -> {
            Path file = folder.resolve(name);
            return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        });
    }

    /**
     * Reads a catalogue from a class path.
     *
     * @param loader what loads it
     * @param prefix the folder that its files are in
     * @return the catalogue
     * @throws AlertConfigurationException as {@link #of(Path)} does
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static RemediationCatalogue of(ClassLoader loader, String prefix) {
        String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        return required(folder, name -> loader.getResourceAsStream(folder + name));
    }

    private static RemediationCatalogue required(String folder, Remediations.Files files) {
        Remediations read = Remediations.read(files);
        if (read.isEmpty()) {
            throw new AlertConfigurationException(
                    "catalogue in " + folder, List.of("there is no file; put en.json, ja.json or zh.json there"));
        }
        return new RemediationCatalogue(read);
    }

    Remediations remediations() {
        return remediations;
    }

    /** Read when it is first asked for. */
    private static final class BuiltIn {

        static final RemediationCatalogue CATALOGUE = new RemediationCatalogue(Remediations.read(
                name -> RemediationCatalogue.class.getClassLoader().getResourceAsStream(BUILT_IN + name)));
    }
}
