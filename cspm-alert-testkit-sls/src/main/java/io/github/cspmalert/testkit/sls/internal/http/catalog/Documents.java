package io.github.cspmalert.testkit.sls.internal.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of JSON documents, or none at all: what is written to no folder is simply not kept. */
final class Documents {

    private final @Nullable Path folder;

    Documents(@Nullable Path folder) {
        this.folder = folder;
    }

    /** The folder within this one; its name must be safe. */
    Documents in(String name) {
        return new Documents(folder == null ? null : folder.resolve(name));
    }

    @Nullable Path path(String name) {
        return folder == null ? null : folder.resolve(name);
    }

    /** The names of the folders in this one that start so, without that start. */
    List<String> names(String prefix) {
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .map(child -> child.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    Optional<ObjectNode> read(String name) {
        try {
            Path file = path(name);
            return file == null || !Files.exists(file)
                    ? Optional.empty()
                    : Optional.of(Json.object(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path(name) + ": " + e.getMessage(), e);
        }
    }

    /** Writes whole or not at all. */
    void write(String name, ObjectNode document) {
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path half = folder.resolve(name + ".tmp");
            Files.write(half, Json.write(document));
            Files.move(half, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path(name) + ": " + e.getMessage(), e);
        }
    }

    void delete(String name) {
        try {
            Path file = path(name);
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + path(name) + ": " + e.getMessage(), e);
        }
    }

    /** Deletes the folder and all that is in it. */
    void deleteAll() {
        if (folder == null || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }
}
