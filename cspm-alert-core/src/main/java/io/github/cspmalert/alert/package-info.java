/**
 * What fired: the alert, its fingerprint and state, and what a template sees of it.
 */
@NullMarked
package io.github.cspmalert.alert;

import org.jspecify.annotations.NullMarked;
