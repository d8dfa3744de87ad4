package io.github.cspmalert.jdbc;

import java.util.regex.Pattern;

/** What the tables are called. */
record TableNames(String schema, String prefix) {

    static final String DEFAULT_PREFIX = "cspm_alert_";

    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");
    private static final Pattern SCHEMA = Pattern.compile("|[a-z_][a-z0-9_]{0,62}");

    TableNames {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "tablePrefix must be 1 to 30 lower-case letters, digits or '_', and begin with a letter, but is '"
                            + prefix + "'");
        }
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException(
                    "schema must be lower-case letters, digits or '_', and not begin with a digit, but is '" + schema
                            + "'");
        }
    }

    /** {@return the name of a table as statements have it} */
    String of(String table) {
        return schema.isEmpty() ? prefix + table : schema + "." + prefix + table;
    }
}
