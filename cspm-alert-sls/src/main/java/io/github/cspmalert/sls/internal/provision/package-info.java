/** Planning and applying definitions: what is wanted, what exists, and what this library made. */
@NullMarked
package io.github.cspmalert.sls.internal.provision;

import org.jspecify.annotations.NullMarked;
