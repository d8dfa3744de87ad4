package io.github.cspmalert.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.UncheckedIOException;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.StreamReader;

/** The two ways of writing a document, and how Jackson is set up for them. */
enum Format {
    JSON(new JsonMapper(jsonFactory()).writer(layout()), c -> c >= ' ' || c == '\t' || c == '\n' || c == '\r'),
    YAML(new YAMLMapper(yamlFactory()).writer(), StreamReader::isPrintable);

    // What JSON's parser was waiting for, which begins where no text of the document is repeated any more.
    private static final int LONGEST_PROBLEM = 200;
    private static final Pattern EXPECTED = Pattern.compile("(?:was expecting|: expected) ([^'\\[(]+)");

    // What JSON allows as it is, but terminals, JavaScript or UTF-8 do not; it can only stand in a text.
    private static final Pattern ESCAPED = Pattern.compile("[\\x7f\\u2028\\u2029\\p{Cs}]");

    private final ObjectWriter writer;
    private final IntPredicate readable;

    Format(ObjectWriter writer, IntPredicate readable) {
        this.writer = writer;
        this.readable = readable;
    }

    private static JsonFactory jsonFactory() {
        return JsonFactory.builder().streamReadConstraints(constraints()).build();
    }

    private static YAMLFactory yamlFactory() {
        return YAMLFactory.builder()
                .streamReadConstraints(constraints())
                .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                // Only true and false are: a text such as no or on stays as it is written.
                .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build();
    }

    private static StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNumberLength(DocumentReader.LONGEST)
                .maxNameLength(DocumentReader.LONGEST)
                .build();
    }

    private static DefaultPrettyPrinter layout() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators).withArrayIndenter(indenter).withObjectIndenter(indenter);
    }

    JsonFactory factory() {
        return writer.getFactory();
    }

    String write(JsonNode tree) {
        try {
            String text = writer.writeValueAsString(tree);
            return this == YAML
                    ? text
                    : ESCAPED.matcher(text).replaceAll(each -> "\\\\u%04x"
                            .formatted((int) each.group().charAt(0)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a text is written without any
        }
    }

    /** Refuses a byte order mark and characters that the format does not have. */
    void requireReadable(String text, Place start) {
        if (text.startsWith("\uFEFF")) {
            throw start.problem("begins with a byte order mark; save it as UTF-8 without one");
        }
        int line = 1;
        int column = 1;
        for (int c : text.codePoints().toArray()) {
            if (!readable.test(c)) {
                throw start.at("", line, column)
                        .problem("has the character U+%04X, which %s does not have; take it away".formatted(c, this));
            }
            column = c == '\n' ? 1 : column + 1;
            line += c == '\n' ? 1 : 0;
        }
    }

    // The parsers' exceptions are not kept as causes, since their messages repeat the text.
    IllegalArgumentException problem(Exception e, Place start) {
        if ((e instanceof MarkedYAMLException ? e : e.getCause()) instanceof MarkedYAMLException marked) {
            Mark mark = marked.getProblemMark();
            Place place = mark == null ? start : start.at("", mark.getLine() + 1, mark.getColumn() + 1);
            return place.problem(
                    "is not YAML: " + yaml(Words.printable(String.valueOf(marked.getProblem()), LONGEST_PROBLEM)));
        }
        JsonLocation at = e instanceof JsonProcessingException found ? found.getLocation() : null;
        Place place =
                at == null || at.getLineNr() < 1 ? start : start.at("", at.getLineNr(), Math.max(1, at.getColumnNr()));
        String message = e instanceof JsonProcessingException found ? found.getOriginalMessage() : "";
        return place.problem(
                this == YAML
                        ? "is not a name for a field; put a text that begins with { or [ in quotes"
                        : "is not JSON: expected " + expected(message));
    }

    private static String expected(String message) {
        if (message.contains("numeric value")) {
            return "a number as JSON writes it, such as 0, -1 or 1.5";
        }
        if (message.contains("escape")) {
            return "control characters, quotes and backslashes in a text to be escaped, as in \\n, \\\" and \\u0007";
        }
        Matcher expected = EXPECTED.matcher(message);
        return (expected.find() ? expected.group(1).strip() : "a value")
                + (message.startsWith("Unexpected end-of-input") ? ", but the text ends" : "");
    }

    private static String yaml(String problem) {
        if (problem.contains("TAB")) {
            return "a tab stands where only blanks may; indent with blanks";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a ':' stands where no field can begin; put a text that holds ': ' in quotes, and check the indentation";
        }
        if (problem.contains("expected <block end>")) {
            return "this does not line up with what stands before it; check the indentation";
        }
        if (problem.contains("cannot start any token")) {
            return "no text without quotes can begin with this character; put the text in quotes";
        }
        if (problem.startsWith("expected ',' or")) {
            return problem + "; put a text that holds one of , [ ] { } in quotes";
        }
        return problem.contains("unexpected end of stream") ? "a quote that was opened is not closed" : problem;
    }
}
