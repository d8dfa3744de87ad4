package io.github.cspmalert.notify.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import org.jspecify.annotations.Nullable;

/** Writes files as a whole or not at all. */
final class AtomicFile {

    private AtomicFile() {}

    /** What is written. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    static void write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        try {
            // Beside it, since only within one file system can a file take the place of another at once.
            Path draft = Files.createTempFile(target.getParent(), ".posture-", ".tmp");
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16)) {
                    content.to(out);
                }
                keepPermissions(target, draft);
                replace(draft, target);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The report cannot be written to '%s'; see to it that its folder is there and can be written to."
                            .formatted(file),
                    e);
        }
    }

    private static void keepPermissions(Path target, Path draft) throws IOException {
        @Nullable PosixFileAttributeView from = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        @Nullable PosixFileAttributeView to = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        if (from != null && to != null && Files.exists(target)) {
            to.setPermissions(from.readAttributes().permissions());
        }
    }

    private static void replace(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
