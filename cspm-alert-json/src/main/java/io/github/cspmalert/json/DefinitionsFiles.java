package io.github.cspmalert.json;

import io.github.cspmalert.json.Place.Document;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds and reads the files of definitions. */
final class DefinitionsFiles {

    private DefinitionsFiles() {}

    /** {@return the files that paths name, those of folders in the order of their names} */
    static List<Path> of(Path... paths) {
        return Stream.of(paths)
                .flatMap(path -> Files.isDirectory(path) ? filesOf(path).stream() : Stream.of(path))
                .toList();
    }

    static Node read(Path file, Function<String, @Nullable String> environment) {
        Place start = new Place(new Document(file.toString(), environment), "", 1, 1);
        Format format = format(file)
                .orElseThrow(() ->
                        new IllegalArgumentException(file + ": must end in .json, .yaml or .yml, or be a folder"));
        return DocumentReader.read(format, text(file, start), start.document());
    }

    private static List<Path> filesOf(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(DefinitionsFiles::isMeant)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException(folder + ": has no file that ends in .json, .yaml or .yml");
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMeant(Path file) {
        return format(file).isPresent() && !file.getFileName().toString().startsWith(".") && Files.isRegularFile(file);
    }

    private static Optional<Format> format(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return Optional.of(Format.JSON);
        }
        return name.endsWith(".yaml") || name.endsWith(".yml") ? Optional.of(Format.YAML) : Optional.empty();
    }

    private static String text(Path file, Place start) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(file + ": there is no such file or folder");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(DocumentReader.LONGEST + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.length > DocumentReader.LONGEST) {
            throw start.problem(
                    "is larger than %d bytes; split it into several files".formatted(DocumentReader.LONGEST));
        }
        return decoded(bytes, start);
    }

    private static String decoded(byte[] bytes, Place start) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw start.problem("is not UTF-8; save it as UTF-8", e);
        }
    }
}
