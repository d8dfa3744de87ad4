/**
 * Templates in Jinja, rendered by jinjava with what it can do cut down to a list.
 *
 * <p>What jinjava brings is switched off unless {@link io.github.cspmalert.notify.internal.jinja.Sandbox} names it, and no expression
 * reaches a Java object: {@link io.github.cspmalert.notify.internal.jinja.PlainResolver} alone says what a dot, an index or a call means.
 *
 * <p>The engine is {@code JinjaEngine}, {@code Sandbox}, {@code GuardedInterpreter} and {@code Rendering}; {@code OwnFilters} names our
 * filters and functions. What the built-in mails say of findings is made by {@code PostureFunctions}: {@code Changes} puts them in
 * order, {@code Words} puts them into words, {@code InstanceDetails} reads what CSPM writes about a resource.
 */
@NullMarked
package io.github.cspmalert.notify.internal.jinja;

import org.jspecify.annotations.NullMarked;
