package io.github.cspmalert.faults;

import java.nio.file.Path;
import java.util.List;

/**
 * What a child is told on its command line.
 *
 * @param number which child this is, counted over the whole scenario
 * @param folder where it leaves its testimony
 * @param database the address of a database, or a file
 * @param ports those of the HTTP receiver and the mail server
 * @param mode what it does
 */
record ChildSettings(int number, Path folder, String database, Ports ports, Mode mode) {

    static final int RULES = 30;

    /** The receivers. */
    record Ports(int http, int mail) {}

    /** What a child does. */
    enum Mode {
        ALONE,
        CLUSTER,
        JUMPING,
        DRAINING
    }

    static ChildSettings of(String[] arguments) {
        return new ChildSettings(
                Integer.parseInt(arguments[0]),
                Path.of(arguments[1]),
                arguments[2],
                new Ports(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4])),
                Mode.valueOf(arguments[5]));
    }

    List<String> arguments() {
        return List.of(
                Integer.toString(number),
                folder.toString(),
                database,
                Integer.toString(ports.http()),
                Integer.toString(ports.mail()),
                mode.name());
    }

    /** {@return the file that says what the child has decided; there once it has decided something} */
    Path testimony() {
        return folder.resolve("child-" + number + ".decided");
    }

    static String ruleId(int number) {
        return "rule-%02d".formatted(number);
    }

    long seed() {
        return number + 1;
    }

    int httpPort() {
        return ports.http();
    }

    int mailPort() {
        return ports.mail();
    }

    boolean isCluster() {
        return mode == Mode.CLUSTER;
    }

    boolean jumps() {
        return mode == Mode.JUMPING;
    }

    boolean isDraining() {
        return mode == Mode.DRAINING;
    }
}
