/**
 * The builder and the life cycle of alerting in this JVM.
 */
@NullMarked
package io.github.cspmalert;

import org.jspecify.annotations.NullMarked;
