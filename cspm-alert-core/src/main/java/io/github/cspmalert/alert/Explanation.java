package io.github.cspmalert.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Why an evaluation came out as it did, in plain sentences: what was asked, what the rows meant, who is told and who is not.
 * Holds ids of recipients, but no address and no secret. Immutable and thread-safe.
 *
 * @param summary all of it in one sentence
 * @param parts the parts, each with at least one line
 */
public record Explanation(String summary, List<Part> parts) {

    /**
     * Copies the parts.
     *
     * @param summary all of it in one sentence
     * @param parts the parts; those without a line are left out
     */
    public Explanation {
        Objects.requireNonNull(summary, "summary");
        parts = parts.stream().filter(part -> !part.lines().isEmpty()).toList();
    }

    /**
     * What there is to say under one title.
     *
     * @param title the title, such as {@code Asked}
     * @param lines the sentences, one line each
     */
    public record Part(String title, List<String> lines) {

        /**
         * Copies the lines.
         *
         * @param title the title
         * @param lines the sentences
         */
        public Part {
            Objects.requireNonNull(title, "title");
            lines = List.copyOf(lines);
        }
    }

    /** {@return the explanation as text for people: the summary, then each part with its lines, without a line break at the end} */
    @Override
    public String toString() {
        List<String> text = new ArrayList<>(List.of(summary));
        for (Part part : parts) {
            text.add(part.title() + ":");
            part.lines().forEach(line -> text.add("  - " + line));
        }
        return String.join("\n", text);
    }
}
