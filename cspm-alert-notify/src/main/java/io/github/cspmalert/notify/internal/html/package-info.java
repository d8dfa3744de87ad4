/** HTML as others wrote it: its tokens, its character references, and where it may be cut. */
@NullMarked
package io.github.cspmalert.notify.internal.html;

import org.jspecify.annotations.NullMarked;
