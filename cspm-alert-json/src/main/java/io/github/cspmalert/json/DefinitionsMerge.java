package io.github.cspmalert.json;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.DefinitionProblem;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.policy.Waiver;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Puts together what several documents and code define, and remembers where each part stands. Not thread-safe. */
final class DefinitionsMerge {

    /** The key of a waiver, which may have the id of a rule. */
    private record WaiverKey(String id) {}

    private final AlertDefinitionsBuilder all = AlertDefinitions.builder();

    /** Where each part stands: an object and a waiver by its key, a source by its name. */
    private final Map<Object, Place> places = new HashMap<>();

    void addDocument(Node document) {
        DefinitionsForm.DOCUMENT.fill(document, values -> this);
    }

    void add(ObjectKey key, Node node, Consumer<AlertDefinitionsBuilder> add) {
        requireNew(key, key.toString(), node.at());
        node.run(() -> add.accept(all));
    }

    void addSource(String name, Store store, Node node) {
        requireNew(name, "source '" + Words.printable(name) + "'", node.key());
        node.run(() -> all.source(name, store));
    }

    void addWaiver(Waiver waiver, Node node) {
        requireNew(new WaiverKey(waiver.id()), "waiver '" + waiver.id() + "'", node.at());
        all.addWaiver(waiver);
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
                    "definitions", all.problems().stream().map(this::placed).toList());
        }
    }

    private void requireNew(Object part, String what, Place at) {
        Place first = places.putIfAbsent(part, at);
        if (first != null) {
            throw at.problem("%s stands in %s already; take one away, or give it another name".formatted(what, first));
        }
    }

    // A document with one id twice is refused before, so what is given twice is in code as well.
    private String placed(DefinitionProblem problem) {
        Place place = places.get(problem.object());
        return place == null
                ? problem.text()
                : "%s (%s%s)".formatted(problem.text(), problem.duplicate() ? "in code, and in " : "", place);
    }
}
