/**
 * Simple Log Service on the Alibaba Cloud SDK, whose pitfalls this module hides.
 */
@NullMarked
package io.github.cspmalert.sls;

import org.jspecify.annotations.NullMarked;
