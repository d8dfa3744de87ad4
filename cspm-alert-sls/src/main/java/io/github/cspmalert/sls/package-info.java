/**
 * Simple Log Service on the Alibaba Cloud SDK, every trap of which ends here.
 */
@NullMarked
package io.github.cspmalert.sls;

import org.jspecify.annotations.NullMarked;
