package io.github.cspmalert.faults;

import io.github.cspmalert.faults.ChildSettings.Mode;
import java.util.Arrays;
import java.util.Locale;

/** What is done to the children, besides killing them. */
enum Scenario {
    /** One JVM over a file. */
    EMBEDDED(false, 1, Mode.ALONE, 7),
    /** One JVM over PostgreSQL. */
    POSTGRES(true, 1, Mode.ALONE, 4),
    /** Two JVMs that share PostgreSQL, which is cut off and comes back. */
    CUT(true, 2, Mode.CLUSTER, 4),
    /** Three JVMs that share PostgreSQL. */
    REPLICAS(true, 3, Mode.CLUSTER, 5),
    /** One JVM over a file, with a mail server that accepts and says nothing now and then. */
    SILENCE(false, 1, Mode.ALONE, 3),
    /** One JVM over a file, with a clock that is set by hours every second. */
    CLOCKS(false, 1, Mode.JUMPING, 3);

    private final boolean postgres;
    private final int replicas;
    private final Mode mode;
    private final int kills;

    Scenario(boolean postgres, int replicas, Mode mode, int kills) {
        this.postgres = postgres;
        this.replicas = replicas;
        this.mode = mode;
        this.kills = kills;
    }

    static Scenario named(String name) {
        try {
            return valueOf(name.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "faults.scenarios names '" + name + "', but there are " + Arrays.toString(values()), e);
        }
    }

    boolean postgres() {
        return postgres;
    }

    int replicas() {
        return replicas;
    }

    Mode mode() {
        return mode;
    }

    /** {@return how many children are killed unless a number is given} */
    int kills() {
        return kills;
    }
}
