/**
 * The query engine behind {@code EmbeddedSls}: search and SQL over the logs of one Logstore.
 */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.query;

import org.jspecify.annotations.NullMarked;
