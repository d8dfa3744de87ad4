package io.github.cspmalert.testkit.sls.internal.http.operation;

/**
 * A statement, parted where the first {@code |} outside double quotes stands.
 *
 * @param search the search part
 * @param sql the SQL part with the {@code |} before it, empty if there is none
 */
record Statement(String search, String sql) {

    static Statement of(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '|' && !quoted) {
                return new Statement(text.substring(0, i), text.substring(i));
            }
        }
        return new Statement(text, "");
    }

    boolean hasSql() {
        return !sql.isEmpty();
    }

    /** The same statement for logs of one topic. */
    Statement inTopic(String topic) {
        if (topic.isEmpty()) {
            return this;
        }
        String filter = "__topic__:\"" + topic.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        String rest = search.strip();
        boolean all = rest.isEmpty() || rest.equals("*");
        return new Statement(all ? filter : filter + " and (" + rest + ")", sql.isEmpty() ? "" : " " + sql);
    }

    String text() {
        return search + sql;
    }
}
