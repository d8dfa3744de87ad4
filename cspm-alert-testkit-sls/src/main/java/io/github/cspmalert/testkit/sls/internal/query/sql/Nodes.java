package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.Node;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;

/** Says where in the SQL part something is refused. */
final class Nodes {

    private Nodes() {}

    static QueryRejectedException rejected(Node node, String problem) {
        String place = node.getLocation()
                .map(at -> ", line " + at.getLineNumber() + ":" + at.getColumnNumber())
                .orElse("");
        return QueryRejectedException.invalid("SQL" + place + ": " + problem);
    }

    static QueryRejectedException notServed(Node node, String what) {
        return rejected(node, what + " is not served by EmbeddedSls");
    }
}
