package io.github.cspmalert.json;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Puts together what several documents and code define, and remembers where each part stands. Not thread-safe. */
final class DefinitionsMerge {

    private final AlertDefinitionsBuilder all = AlertDefinitions.builder();

    /** Where each part stands, by what messages call it. */
    private final Map<String, Place> places = new LinkedHashMap<>();

    void addDocument(Node document) {
        DefinitionsForm.DOCUMENT.fill(document, values -> this);
    }

    void add(ObjectKey key, Node node, Consumer<AlertDefinitionsBuilder> add) {
        requireNew(key.toString(), node.at());
        node.run(() -> add.accept(all));
    }

    void addSource(String name, Store store, Node node) {
        requireNew("source '" + Words.printable(name) + "'", node.key());
        node.run(() -> all.source(name, store));
    }

    void addExisting(ObjectKey key) {
        all.existing(key.kind(), key.id());
    }

    void addFromCode(Consumer<AlertDefinitionsBuilder> code) {
        code.accept(all);
    }

    /** Builds all of it; problems of parts that stand in a document are reported with the place. */
    AlertDefinitions build() {
        try {
            return all.build();
        } catch (AlertConfigurationException e) {
            throw new AlertConfigurationException(
                    "definitions", e.problems().stream().map(this::placed).toList());
        }
    }

    private void requireNew(String what, Place at) {
        Place first = places.putIfAbsent(what, at);
        if (first != null) {
            throw at.problem("%s stands in %s already; take one away, or give it another name".formatted(what, first));
        }
    }

    private String placed(String problem) {
        return places.entrySet().stream()
                .filter(each -> problem.startsWith(each.getKey()))
                .findFirst()
                .map(each -> problem + " ("
                        + (problem.startsWith(each.getKey() + " is given twice") ? "in code, and in " : "")
                        + each.getValue() + ")")
                .orElse(problem);
    }
}
