package io.github.cspmalert.definition;

import io.github.cspmalert.internal.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes definitions as JSON. What has the value that is usual is left out, and so are empty parts; where the order of a map
 * means nothing, names are sorted, so that equal definitions give the same text.
 */
final class DefinitionsWriter {

    static final int VERSION = 1;

    private DefinitionsWriter() {}

    static String write(AlertDefinitions definitions) {
        Map<String, Object> sources = new LinkedHashMap<>();
        definitions
                .sources()
                .forEach((name, store) -> sources.put(name, write(store).toMap()));
        return JsonWriter.write(new ObjectWriter()
                .with("version", VERSION)
                .with("sources", ObjectWriter.sorted(sources))
                .with("users", ObjectWriter.objects(definitions.users(), RecipientCodec::write))
                .with("userGroups", ObjectWriter.objects(definitions.userGroups(), RecipientCodec::write))
                .with("webhooks", ObjectWriter.objects(definitions.webhooks(), RecipientCodec::write))
                .with("templates", ObjectWriter.objects(definitions.templates(), TemplateCodec::write))
                .with("actionPolicies", ObjectWriter.objects(definitions.actionPolicies(), PolicyCodec::write))
                .with("alertPolicies", ObjectWriter.objects(definitions.alertPolicies(), PolicyCodec::write))
                .with("rules", ObjectWriter.objects(definitions.rules(), RuleCodec::write))
                .with("existing", ObjectWriter.objects(definitions.existing(), DefinitionsWriter::write))
                .toMap());
    }

    private static ObjectWriter write(Store store) {
        return new ObjectWriter()
                .with("type", store.type())
                .unless("", "region", store.region())
                .unless("", "project", store.project())
                .with("store", store.name());
    }

    private static ObjectWriter write(ObjectKey key) {
        return new ObjectWriter().with("kind", key.kind()).with("id", key.id());
    }
}
