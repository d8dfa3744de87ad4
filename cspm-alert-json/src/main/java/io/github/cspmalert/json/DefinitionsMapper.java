package io.github.cspmalert.json;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.json.Place.Document;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes definitions as JSON and YAML, which have the same fields. Immutable and thread-safe.
 *
 * <p>What is left out has its default; nothing is passed over. Whatever is wrong is one exception whose message names the
 * file, line, column and field, and how to correct it.
 *
 * <p><b>Secrets.</b> In a webhook's {@code url}, {@code signingSecret} and the values of its {@code headers}, <code>${NAME}</code>
 * stands for the environment variable of that name, anywhere in the value; <code>$${</code> stands for the two characters
 * <code>${</code>. A variable that is missing or empty is refused. Everywhere else <code>${</code> means nothing here, since
 * annotations have variables of Simple Log Service's own. A secret that stands in a file in clear text is reported as a warning
 * in the log (SLF4J), with the name of its field; the headers {@code Accept}, {@code Content-Type} and {@code User-Agent}
 * are not taken for secrets.
 *
 * <p><b>YAML.</b> Text that YAML takes for a number or for {@code true} or {@code false} must stand in quotes where a field
 * is a text, so that no zero is lost; {@code yes}, {@code no}, {@code on}, {@code off}, dates and times are texts, as they
 * are written. Numbers are written as in JSON. Aliases ({@code *name}) and tags ({@code !type}) are refused, and so is a
 * second document.
 *
 * <p><b>Bounds.</b> A text has at most 3,145,728 characters, and a file as many bytes; objects and lists are nested at most
 * 64 deep.
 */
public final class DefinitionsMapper {

    private static final DefinitionsMapper DEFAULTS = new DefinitionsMapper(System::getenv);

    private final Function<String, @Nullable String> environment;

    private DefinitionsMapper(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** {@return a mapper that takes secrets from the environment of the process} */
    public static DefinitionsMapper ofDefaults() {
        return DEFAULTS;
    }

    /**
     * Creates a mapper that takes secrets from elsewhere, such as a vault.
     *
     * @param variables what gives the value of a variable, or null if there is none; thread-safe
     * @return the mapper
     */
    public DefinitionsMapper withEnvironment(Function<String, @Nullable String> variables) {
        return new DefinitionsMapper(Objects.requireNonNull(variables, "variables"));
    }

    /**
     * Reads definitions from JSON by RFC 8259.
     *
     * @param text the text
     * @return the definitions
     * @throws IllegalArgumentException if the text is not JSON or too long, a field is missing, unknown, there twice, of the
     *     wrong type or has a value that its part does not take, a variable is missing or empty, or an id is given twice
     * @throws io.github.cspmalert.common.AlertConfigurationException if the parts do not fit together
     */
    public AlertDefinitions readJson(String text) {
        return read(Format.JSON, text);
    }

    /**
     * Reads definitions from YAML.
     *
     * @param text the text
     * @return the definitions
     * @throws IllegalArgumentException if the text is not YAML or too long, has an alias, a tag or a second document, a field
     *     is missing, unknown, there twice, of the wrong type or has a value that its part does not take, a variable is
     *     missing or empty, or an id is given twice
     * @throws io.github.cspmalert.common.AlertConfigurationException if the parts do not fit together
     */
    public AlertDefinitions readYaml(String text) {
        return read(Format.YAML, text);
    }

    private AlertDefinitions read(Format format, String text) {
        DefinitionsMerge merge = new DefinitionsMerge();
        merge.addDocument(DocumentReader.read(format, text, new Document("", environment)));
        return merge.build();
    }

    /**
     * Reads definitions from files in UTF-8, which may refer to each other.
     *
     * @param paths files that end in {@code .json}, {@code .yaml} or {@code .yml}, and folders, of which all such files are
     *     read in the order of their names, but none of folders in them or whose names begin with a dot
     * @return the definitions
     * @throws IllegalArgumentException if a file is not there, has another ending or is not UTF-8, a folder has none, a file
     *     has what {@link #readJson} or {@link #readYaml} refuses, or two files define the same id or source; both are named
     * @throws io.github.cspmalert.common.AlertConfigurationException if the parts do not fit together
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public AlertDefinitions read(Path... paths) {
        return read(code -> {}, paths);
    }

    /**
     * Reads definitions from files and adds some from code; either may refer to the other.
     *
     * @param code adds its parts; a source that it locates replaces that of a file
     * @param paths the files and folders, as in {@link #read(Path...)}
     * @return the definitions
     * @throws IllegalArgumentException as in {@link #read(Path...)}
     * @throws io.github.cspmalert.common.AlertConfigurationException if the parts do not fit together, or an id is given in
     *     a file and in code; the file is named
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public AlertDefinitions read(Consumer<AlertDefinitionsBuilder> code, Path... paths) {
        DefinitionsMerge merge = new DefinitionsMerge();
        DefinitionsFiles.of(paths).forEach(file -> merge.addDocument(DefinitionsFiles.read(file, environment)));
        merge.addFromCode(code);
        return merge.build();
    }

    /**
     * Writes definitions as JSON, for keeping them beside the code or carrying them elsewhere. The text holds what the
     * definitions hold in clear text: mail addresses, telephone numbers, and the addresses and secrets of webhooks. Keep it
     * as you keep those. What has its default is left out.
     *
     * <p>{@link #readJson} reads back equal definitions, except for texts with lone surrogates, conditions that lie so deep
     * that the text nests more than 64 levels, and a text beyond the bound, which it refuses.
     *
     * @param definitions the definitions
     * @return the text, the same for equal definitions
     */
    public String writeJson(AlertDefinitions definitions) {
        return Format.JSON.write(DefinitionsForm.DOCUMENT.write(definitions));
    }

    /**
     * Writes definitions as YAML; otherwise like {@link #writeJson}.
     *
     * @param definitions the definitions
     * @return the text, the same for equal definitions
     */
    public String writeYaml(AlertDefinitions definitions) {
        return Format.YAML.write(DefinitionsForm.DOCUMENT.write(definitions));
    }

    /**
     * Describes the documents as a JSON Schema (draft 2020-12), with which editors complete and check them. The jar has the
     * same text as {@code io/github/cspmalert/json/definitions.schema.json}.
     *
     * @return the schema
     */
    public static String schema() {
        return Format.JSON.write(Schema.of("Definitions of cspm-alert", DefinitionsForm.DOCUMENT));
    }
}
