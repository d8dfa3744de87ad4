/**
 * Everything that an alert is made of as one value, to be provisioned into Simple Log Service or run in this JVM.
 */
@NullMarked
package io.github.cspmalert.definition;

import org.jspecify.annotations.NullMarked;
