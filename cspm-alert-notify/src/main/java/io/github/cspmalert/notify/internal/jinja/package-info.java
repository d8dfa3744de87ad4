/**
 * Templates in Jinja, rendered by jinjava with what it can do cut down to a list.
 *
 * <p>What jinjava brings is switched off unless {@link io.github.cspmalert.notify.internal.jinja.Sandbox} names it, and no expression
 * reaches a Java object: {@link io.github.cspmalert.notify.internal.jinja.PlainResolver} alone says what a dot, an index or a call means.
 */
@NullMarked
package io.github.cspmalert.notify.internal.jinja;

import org.jspecify.annotations.NullMarked;
