/** What Simple Log Service takes, as it documents it. */
@NullMarked
package io.github.cspmalert.sls.internal.limits;

import org.jspecify.annotations.NullMarked;
