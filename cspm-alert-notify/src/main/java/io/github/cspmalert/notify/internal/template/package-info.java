/**
 * SLS's template language: what it has, what is refused, and how it runs on jinjava.
 */
@NullMarked
package io.github.cspmalert.notify.internal.template;

import org.jspecify.annotations.NullMarked;
