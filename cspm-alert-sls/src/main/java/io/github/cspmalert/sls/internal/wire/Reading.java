package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.sls.internal.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a whole value. Reports what definitions cannot express; gives nothing of a value that definitions refuse. */
final class Reading {

    private Reading() {}

    static <T> Decoded<T> of(JsonNode value, Function<JsonView, @Nullable T> read) {
        List<String> leftOut = new ArrayList<>();
        JsonView view = JsonView.of(value, leftOut);
        @Nullable T result = null;
        try {
            result = read.apply(view);
            view.tellTheRest();
        } catch (IllegalArgumentException e) {
            leftOut.add(String.valueOf(e.getMessage()));
        } catch (AlertConfigurationException e) {
            leftOut.addAll(e.problems());
        }
        return new Decoded<>(result, leftOut);
    }

    /** Tells of an object that the account falls back on, which definitions have no word for. */
    static void tellDefault(JsonView json) {
        if (json.bool("is_default", false)) {
            json.leaveOut("is_default", "is true, which stays in the service");
        }
    }

    /**
     * Does something that definitions may refuse, whose message might show what nobody may see.
     *
     * @return whether they took it
     */
    static boolean attempt(JsonView json, String field, String otherwise, Runnable step) {
        try {
            step.run();
            return true;
        } catch (IllegalArgumentException e) {
            json.leaveOut(field, otherwise);
            return false;
        }
    }

    /** The same of what nothing secret is in, so that the message may say why. */
    static boolean attempt(JsonView json, String field, Runnable step) {
        try {
            step.run();
            return true;
        } catch (IllegalArgumentException e) {
            json.leaveOut(field, "is not taken: " + Texts.printable(String.valueOf(e.getMessage())));
            return false;
        }
    }

    /** {@return each text once; those that definitions refuse and those that occur again are told} */
    static List<String> each(JsonView json, String field, Consumer<String> check) {
        List<String> all = new ArrayList<>();
        for (String text : json.texts(field)) {
            attempt(json, field, "has an element that is not valid, or one twice", () -> {
                check.accept(text);
                if (all.contains(text)) {
                    throw new IllegalArgumentException(field);
                }
                all.add(text);
            });
        }
        return all;
    }

    static void requireNotBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
    }
}
