package io.github.cspmalert.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** A MariaDB of these tests' own, from the package that the machine has installed; stopped with the JVM. */
final class MariaDbServer {

    private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
    private static final Path INSTALLER = Path.of("/usr/bin/mariadb-install-db");
    private static final int START_SECONDS = 60;

    private MariaDbServer() {}

    /** {@return whether the machine has the package} */
    static boolean isInstalled() {
        return Files.isExecutable(SERVER) && Files.isExecutable(INSTALLER);
    }

    static DataSource dataSource() {
        return Running.DATA_SOURCE;
    }

    /** Started when it is needed first. */
    private static final class Running {
        static final DataSource DATA_SOURCE = start();
    }

    private static DataSource start() {
        try {
            Path folder = Files.createTempDirectory("cspm-alert-mariadb");
            String user = System.getProperty("user.name");
            run(
                    folder,
                    INSTALLER.toString(),
                    "--no-defaults",
                    "--datadir=" + folder.resolve("data"),
                    "--user=" + user,
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db");
            int port = freePort();
            Process server = process(
                            folder,
                            SERVER.toString(),
                            "--no-defaults",
                            "--datadir=" + folder.resolve("data"),
                            "--user=" + user,
                            "--socket=" + folder.resolve("socket"),
                            "--pid-file=" + folder.resolve("pid"),
                            "--bind-address=127.0.0.1",
                            "--innodb-flush-log-at-trx-commit=0",
                            "--port=" + port)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
            return connected(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataSource connected(int port) {
        String url = "jdbc:mariadb://127.0.0.1:" + port + "/";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try (Connection connection = new MariaDbDataSource(url + "?user=root").getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database alerts");
                return new MariaDbDataSource(url + "alerts?user=root");
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("MariaDB did not start in " + START_SECONDS + " s", e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    private static void run(Path folder, String... command) throws IOException {
        try {
            int code = process(folder, command).start().waitFor();
            if (code != 0) {
                throw new IOException(List.of(command).get(0) + " ended with " + code + "; see " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static ProcessBuilder process(Path folder, String... command) {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
