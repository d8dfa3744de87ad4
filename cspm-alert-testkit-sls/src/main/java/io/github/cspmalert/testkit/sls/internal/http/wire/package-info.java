/**
 * What stands in request and response bodies: compression, log groups, index configurations.
 */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.http.wire;

import org.jspecify.annotations.NullMarked;
