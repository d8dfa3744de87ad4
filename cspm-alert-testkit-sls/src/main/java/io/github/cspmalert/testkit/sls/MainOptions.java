package io.github.cspmalert.testkit.sls;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options of {@link EmbeddedSlsMain}. */
final class MainOptions {

    static final String HELP =
            """
            Usage: EmbeddedSlsMain [options]

            Serves Simple Log Service on the loopback address until it is ended: projects, Logstores,
            logs and queries; alerts, resources and their records are kept, and no alert is run.

              --port N                 the port (default: a free one)
              --project NAME           creates a project
              --logstore NAME          creates a Logstore for check results in the project
              --load FILE.jsonl        writes logs to the Logstore, one JSON object per line; may be repeated.
                                       A line without __topic__ gets sas-cspm-log, one without __time__ its
                                       start_time, or else the present time
              --access-key-id ID       the access key that may call (default: embedded-sls-key-id)
              --access-key-secret KEY  its secret (default: embedded-sls-key-secret)
              --region REGION          the region (default: cn-hangzhou)
              --folder DIR             keeps everything in a folder (default: in memory)
              --help                   prints this
            """;

    private static final List<String> NAMES = List.of(
            "--port",
            "--project",
            "--logstore",
            "--load",
            "--access-key-id",
            "--access-key-secret",
            "--region",
            "--folder");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Path> files = new ArrayList<>();
    private boolean help;

    private MainOptions() {}

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if one is wrong, with a message for the user
     */
    static MainOptions parse(String... args) {
        MainOptions options = new MainOptions();
        for (int i = 0; i < args.length; i++) {
            String name = args[i];
            if (name.equals("--help")) {
                options.help = true;
            } else if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("there is no option \"" + name + "\"; --help lists them");
            } else if (i + 1 == args.length || args[i + 1].startsWith("--")) {
                throw new IllegalArgumentException(name + " needs a value");
            } else {
                options.put(name, args[++i]);
            }
        }
        options.check();
        return options;
    }

    private void put(String name, String value) {
        if (name.equals("--load")) {
            files.add(file(value));
        } else if (values.put(name, value) != null) {
            throw new IllegalArgumentException(name + " is given twice");
        }
    }

    private static Path file(String value) {
        Path file = path("--load", value);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("--load " + value + ": there is no such file, or it cannot be read");
        }
        return file;
    }

    private static Path path(String name, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name + " " + value + " is no path: " + e.getReason(), e);
        }
    }

    private void check() {
        if (value("--logstore") != null && value("--project") == null) {
            throw new IllegalArgumentException("--logstore needs --project");
        }
        if (!files.isEmpty() && value("--logstore") == null) {
            throw new IllegalArgumentException("--load needs --project and --logstore");
        }
        if ((value("--access-key-id") == null) != (value("--access-key-secret") == null)) {
            throw new IllegalArgumentException("--access-key-id and --access-key-secret need each other");
        }
    }

    boolean help() {
        return help;
    }

    List<Path> files() {
        return files;
    }

    String project() {
        return values.getOrDefault("--project", "");
    }

    String logstore() {
        return values.getOrDefault("--logstore", "");
    }

    /** The endpoint that the options describe. */
    EmbeddedSls.Builder builder() {
        EmbeddedSls.Builder builder = EmbeddedSls.builder();
        String port = value("--port");
        if (port != null) {
            builder.port(number(port));
        }
        String region = value("--region");
        if (region != null) {
            builder.region(region);
        }
        String keyId = value("--access-key-id");
        if (keyId != null) {
            builder.accessKey(keyId, values.getOrDefault("--access-key-secret", ""));
        }
        String folder = value("--folder");
        if (folder != null) {
            builder.folder(path("--folder", folder));
        }
        if (!logstore().isEmpty()) {
            builder.cspmLogstore(project(), logstore());
        } else if (!project().isEmpty()) {
            builder.project(project());
        }
        return builder;
    }

    private static int number(String port) {
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--port " + port + " is no number", e);
        }
    }

    private @Nullable String value(String name) {
        return values.get(name);
    }
}
