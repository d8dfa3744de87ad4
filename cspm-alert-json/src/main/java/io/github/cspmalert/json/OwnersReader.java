package io.github.cspmalert.json;

import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.json.ObjectForm.Values;
import io.github.cspmalert.json.Place.Document;
import io.github.cspmalert.posture.Owners;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads who owns what from JSON and YAML: the tags of resources, such as an inventory exports them, and who owns what has a tag
 * or meets a filter. The first entry that meets a finding counts.
 *
 * <pre>
 * version: 1
 * tags:                                # by the id or name of a resource, or a pattern
 *   i-bp1h7xq2: {team: payments}
 *   "shop-*": {team: web}
 * owners:
 *   - {tag: team, value: payments, owners: [anna]}
 *   - {tag: team, value: "*", filter: {accounts: [prod]}, owners: [platform]}
 *   - {filter: {products: [OSS]}, owners: [storage]}
 * </pre>
 *
 * <p>Owners are the ids of users and user groups; that each has an address is checked where they are used, by {@code
 * CspmAlertsBuilder.build()}. Texts are written, and bounded, as {@link DefinitionsMapper} says.
 */
public final class OwnersReader {

    private static final int VERSION = 1;

    private record Entry(FindingFilter filter, Optional<String> tag, Optional<String> value, List<String> owners) {}

    private record Contents(Map<String, Map<String, String>> tags, List<Entry> owners) {}

    private static final Form<Entry> ENTRY = ObjectForm.record(
                    "owner",
                    new Entry(FindingFilter.ALL, Optional.empty(), Optional.empty(), List.of()),
                    OwnersReader::entry)
            .ifPresent("tag", Forms.TEXT, Entry::tag)
            .ifPresent("value", Forms.TEXT, Entry::value)
            .ifPresent("filter", PostureForms.FILTER, entry -> Optional.of(entry.filter()))
            .required("owners", Forms.TEXTS, Entry::owners);

    private static final Form<Contents> CONTENTS = ObjectForm.record(
                    "", new Contents(Map.of(), List.of()), values -> contents(values))
            .required("version", Forms.only(Forms.WHOLE, VERSION, "the only one that is known"), contents -> VERSION)
            .optional("tags", Forms.map(Forms.map(Forms.TEXT)), Contents::tags)
            .optional("owners", Forms.list(ENTRY), Contents::owners);

    private OwnersReader() {}

    /**
     * Reads owners from files in UTF-8, one after the other.
     *
     * @param paths files that end in {@code .json}, {@code .yaml} or {@code .yml}, and folders, of which all such files are read
     *     in the order of their names
     * @return the owners
     * @throws IllegalArgumentException if a file is not there, has another ending or is not UTF-8, a folder has none, or a field
     *     is missing, unknown, there twice or has a value that does not fit; the message names file, line, column and field
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static Owners read(Path... paths) {
        Owners.Builder owners = Owners.builder();
        DefinitionsFiles.of(paths).forEach(file -> add(DefinitionsFiles.read(file, name -> null), owners));
        return owners.build();
    }

    /**
     * Reads owners from JSON.
     *
     * @param text the text
     * @return the owners
     * @throws IllegalArgumentException if the text is not JSON or too long, or a field is missing, unknown, there twice or has a
     *     value that does not fit; the message names line, column and field
     */
    public static Owners readJson(String text) {
        return read(Format.JSON, text);
    }

    /**
     * Reads owners from YAML.
     *
     * @param text the text
     * @return the owners
     * @throws IllegalArgumentException if the text is not YAML or too long, or a field is missing, unknown, there twice or has a
     *     value that does not fit; the message names line, column and field
     */
    public static Owners readYaml(String text) {
        return read(Format.YAML, text);
    }

    private static Owners read(Format format, String text) {
        Owners.Builder owners = Owners.builder();
        add(DocumentReader.read(format, text, new Document("", name -> null)), owners);
        return owners.build();
    }

    private static void add(Node document, Owners.Builder owners) {
        Contents contents = CONTENTS.read(document);
        contents.tags()
                .forEach((resource, tags) ->
                        document.field("tags").field(resource).run(() -> owners.tags(resource, tags)));
        for (int i = 0; i < contents.owners().size(); i++) {
            Entry entry = contents.owners().get(i);
            document.field("owners").items().get(i).run(() -> add(entry, owners));
        }
    }

    private static void add(Entry entry, Owners.Builder owners) {
        String[] ids = entry.owners().toArray(String[]::new);
        entry.tag()
                .ifPresentOrElse(
                        tag -> owners.addTagged(
                                entry.filter(), tag, entry.value().orElseThrow(), ids),
                        () -> owners.add(entry.filter(), ids));
    }

    private static Entry entry(Values values) {
        Optional<String> tag = values.find("tag");
        Optional<String> value = values.find("value");
        Optional<FindingFilter> filter = values.find("filter");
        if (tag.isPresent() != value.isPresent()) {
            throw new IllegalArgumentException(
                    "has a tag or a value only; give both, with the value \"*\" for any that the tag may have");
        }
        if (tag.isEmpty() && filter.isEmpty()) {
            throw new IllegalArgumentException("says nothing of what is owned; add a tag with its value, or a filter");
        }
        return new Entry(filter.orElse(FindingFilter.ALL), tag, value, values.get("owners"));
    }

    private static Contents contents(Values values) {
        return new Contents(values.get("tags"), values.get("owners"));
    }
}
