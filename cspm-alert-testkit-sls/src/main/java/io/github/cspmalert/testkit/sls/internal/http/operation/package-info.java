/**
 * The operations of Simple Log Service's interface, and the table that finds the one a request asks for.
 */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.http.operation;

import org.jspecify.annotations.NullMarked;
