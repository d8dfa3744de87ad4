package io.github.cspmalert.testkit.sls;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.testkit.sls.internal.http.wire.JsonLogs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The check results in a JSON Lines file, read as they are asked for. */
final class JsonLinesFile implements Iterator<Map<String, String>>, AutoCloseable {

    private final BufferedReader reader;
    private @Nullable String next;
    private int lineNumber;

    JsonLinesFile(Path file) {
        try {
            reader = Files.newBufferedReader(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read --load file: " + e.getMessage(), e);
        }
    }

    /** The number of the line read last. */
    int lineNumber() {
        return lineNumber;
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null || next.isBlank()) {
                lineNumber++;
                next = reader.readLine();
                if (next == null) {
                    return false;
                }
            }
            return true;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not UTF-8 text", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read --load file: " + e.getMessage(), e);
        }
    }

    @Override
    public Map<String, String> next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        try {
            Map<String, String> log = JsonLogs.readLine(next);
            log.putIfAbsent("__topic__", CheckResult.TOPIC);
            String startTime = log.get("start_time");
            if (startTime != null) {
                log.putIfAbsent("__time__", startTime);
            }
            return log;
        } catch (IOException e) {
            throw new IllegalArgumentException("is not a JSON object", e);
        } finally {
            next = null;
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read --load file: " + e.getMessage(), e);
        }
    }
}
