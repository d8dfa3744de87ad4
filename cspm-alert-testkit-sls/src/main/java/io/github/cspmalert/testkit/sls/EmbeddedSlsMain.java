package io.github.cspmalert.testkit.sls;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * An {@link EmbeddedSls} as a program, so that a client in any language can be pointed at it. Serves projects,
 * Logstores, logs and queries, and keeps alerts, resources and their records. Prints one line when it is ready, and serves
 * until it is ended. {@code --help} lists the options. Ends with status 2 and one line if an argument is
 * wrong, and with status 1 if it cannot start.
 */
public final class EmbeddedSlsMain {

    private EmbeddedSlsMain() {}

    /**
     * Runs the program.
     *
     * @param args the options
     * @throws InterruptedException if the main thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        int status = run(args, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            MainOptions options = MainOptions.parse(args);
            if (options.help()) {
                out.print(MainOptions.HELP);
                return 0;
            }
            EmbeddedSls sls = options.builder().start();
            Runtime.getRuntime().addShutdownHook(new Thread(sls::close, "embedded-sls-close"));
            long count = load(options, sls);
            out.println(readyLine(options, sls, count));
            out.flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("EmbeddedSls: " + e.getMessage());
            return 2;
        } catch (UncheckedIOException | IllegalStateException e) {
            err.println("EmbeddedSls: " + e.getMessage());
            return 1;
        }
    }

    private static long load(MainOptions options, EmbeddedSls sls) {
        long count = 0;
        for (Path path : options.files()) {
            try (JsonLinesFile file = new JsonLinesFile(path)) {
                try {
                    count += sls.put(options.project(), options.logstore(), () -> file);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "--load " + path + ", line " + file.lineNumber() + ": " + e.getMessage(), e);
                }
            }
        }
        return count;
    }

    private static String readyLine(MainOptions options, EmbeddedSls sls, long count) {
        return "EmbeddedSls is ready: proxy " + sls.proxyHost() + ":" + sls.port() + ", endpoint " + sls.endpoint()
                + ", region " + sls.region() + ", access key id " + sls.accessKeyId()
                + (options.project().isEmpty() ? "" : ", project " + options.project())
                + (options.logstore().isEmpty() ? "" : ", Logstore " + options.logstore() + ", logs loaded " + count);
    }
}
