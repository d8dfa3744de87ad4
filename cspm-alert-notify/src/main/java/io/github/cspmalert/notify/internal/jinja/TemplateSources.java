package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.loader.ResourceLocator;
import com.hubspot.jinjava.loader.ResourceNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the files that templates include, import or extend: the first place that has one wins. Thread-safe. */
public final class TemplateSources implements ResourceLocator {

    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9_.-]*+/)*+[A-Za-z0-9_][A-Za-z0-9_.-]*+");
    private static final int MAX_LENGTH = 200;
    private static final int MAX_BYTES = 1 << 20;

    /** A place with templates. */
    public interface Place {

        /**
         * Reads a file.
         *
         * @param name its name, with / between folders
         * @return its text, or null if it is not there
         * @throws IOException if it cannot be read
         */
        @Nullable String read(String name) throws IOException;

        /** {@return what to call the place in messages} */
        String describe();
    }

    private final List<Place> places;
    private final Map<String, String> read = new ConcurrentHashMap<>();

    /**
     * Creates sources.
     *
     * @param places where to look, in this order
     */
    public TemplateSources(List<Place> places) {
        this.places = List.copyOf(places);
    }

    @Override
    public String getString(String name, Charset encoding, JinjavaInterpreter interpreter) throws IOException {
        return text(name);
    }

    /** {@return the text of a file, as it was when it was first asked for} */
    String text(String name) throws IOException {
        String known = read.get(name);
        if (known != null) {
            return known;
        }
        if (name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
            throw new ResourceNotFoundException(
                    "a template's name is made of letters, digits, _, -, . and / without ../ or a / in front");
        }
        String text = find(name);
        read.put(name, text);
        return text;
    }

    private String find(String name) throws IOException {
        for (Place place : places) {
            String text = place.read(name);
            if (text != null) {
                return text;
            }
        }
        String looked = places.stream().map(Place::describe).collect(Collectors.joining(", "));
        throw new ResourceNotFoundException("template '" + name + "' was not found; looked in " + looked);
    }

    private static String text(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ResourceNotFoundException("template '" + name + "' is longer than " + MAX_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Templates on a class path.
     *
     * @param loader what loads them
     * @param prefix the folder that they are in, ending in /
     */
    public record OnClassPath(ClassLoader loader, String prefix) implements Place {

        @Override
        public @Nullable String read(String name) throws IOException {
            try (InputStream in = loader.getResourceAsStream(prefix + name)) {
                return in == null ? null : text(in, name);
            }
        }

        @Override
        public String describe() {
            return "the class path under " + prefix;
        }
    }

    /**
     * Templates in a folder.
     *
     * @param folder the folder
     */
    public record InFolder(Path folder) implements Place {

        @Override
        public @Nullable String read(String name) throws IOException {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                return null;
            }
            // A link may lead out of the folder.
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                return null;
            }
            try (InputStream in = Files.newInputStream(file)) {
                return text(in, name);
            }
        }

        @Override
        public String describe() {
            return "the folder " + folder;
        }
    }
}
