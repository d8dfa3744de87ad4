package io.github.cspmalert.definition;

/**
 * Reads definitions from JSON. What is left out has the value that is usual; nothing is passed over, and every message
 * begins with the place that it is about.
 */
final class DefinitionsReader {

    private DefinitionsReader() {}

    static AlertDefinitions read(String text) {
        ObjectReader json = ObjectReader.of(text);
        requireVersion(json);
        AlertDefinitionsBuilder all = AlertDefinitions.builder();
        json.object("sources", sources -> {
            sources.names().forEach(name -> sources.object(name, DefinitionsReader::readStore)
                    .ifPresent(store -> sources.at(name, () -> all.source(name, store))));
            return all;
        });
        json.objects("users", RecipientCodec::readUser).forEach(all::addUser);
        json.objects("userGroups", RecipientCodec::readGroup).forEach(all::addUserGroup);
        json.objects("webhooks", RecipientCodec::readWebhook).forEach(all::addWebhook);
        json.objects("templates", TemplateCodec::read).forEach(all::addTemplate);
        json.objects("actionPolicies", PolicyCodec::readActionPolicy).forEach(all::addActionPolicy);
        json.objects("alertPolicies", PolicyCodec::readAlertPolicy).forEach(all::addAlertPolicy);
        json.objects("rules", RuleCodec::read).forEach(all::addRule);
        json.objects("existing", key -> readExisting(key, all));
        return json.finish(() -> all).build();
    }

    private static void requireVersion(ObjectReader json) {
        int version = json.requiredNumber("version");
        json.at("version", () -> {
            if (version != DefinitionsWriter.VERSION) {
                throw new IllegalArgumentException("must be %d, the only one that is known, but is %d"
                        .formatted(DefinitionsWriter.VERSION, version));
            }
            return version;
        });
    }

    private static Store readStore(ObjectReader json) {
        StoreType type = json.required("type", JsonValues.constant(StoreType.class));
        String region = json.text("region", "");
        String project = json.text("project", "");
        String store = json.required("store");
        return json.finish(() -> new Store(type, region, project, store));
    }

    private static AlertDefinitionsBuilder readExisting(ObjectReader json, AlertDefinitionsBuilder all) {
        ObjectKind kind = json.required("kind", JsonValues.constant(ObjectKind.class));
        String id = json.required("id");
        return json.finish(() -> all.existing(kind, id));
    }
}
