/** Comparing JSON documents, and changing them without touching what is not to change. */
@NullMarked
package io.github.cspmalert.sls.internal.json;

import org.jspecify.annotations.NullMarked;
