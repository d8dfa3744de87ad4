/** The language in which Simple Log Service keeps policies, written and read. */
@NullMarked
package io.github.cspmalert.sls.internal.policy;

import org.jspecify.annotations.NullMarked;
