/** Finding out whether alerts and the Logstores that they query work. */
@NullMarked
package io.github.cspmalert.sls.internal.verify;

import org.jspecify.annotations.NullMarked;
