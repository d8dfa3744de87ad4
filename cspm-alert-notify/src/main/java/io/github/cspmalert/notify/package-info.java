/**
 * The renderer of SLS's template language; each channel's notifier has a package of its own below.
 */
@NullMarked
package io.github.cspmalert.notify;

import org.jspecify.annotations.NullMarked;
