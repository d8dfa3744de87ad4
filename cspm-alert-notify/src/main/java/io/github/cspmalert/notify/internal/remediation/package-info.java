/** What is known about check items: what is wrong, and how to fix it. */
@NullMarked
package io.github.cspmalert.notify.internal.remediation;

import org.jspecify.annotations.NullMarked;
