/**
 * SLS's template language: the text becomes tokens, the tokens a tree of nodes and expressions, and the tree is rendered.
 *
 * <p>No node reaches a Java object: values are null, Boolean, Long, Double, String, {@link
 * io.github.cspmalert.notify.internal.template.Markup}, ZonedDateTime, List and Map, and what is not in {@link
 * io.github.cspmalert.notify.internal.template.Functions} does not exist.
 */
@NullMarked
package io.github.cspmalert.notify.internal.template;

import org.jspecify.annotations.NullMarked;
