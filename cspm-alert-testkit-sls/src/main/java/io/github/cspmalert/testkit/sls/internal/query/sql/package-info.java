/**
 * The SQL part of a statement: parsed by Presto's own parser, and rendered anew from its syntax tree through a white list.
 * Text of the user reaches the engine only as quoted literals and identifiers.
 */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.query.sql;

import org.jspecify.annotations.NullMarked;
