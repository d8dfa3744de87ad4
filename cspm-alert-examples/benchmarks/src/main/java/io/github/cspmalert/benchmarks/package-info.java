/**
 * Benchmarks: each measures this library beside a hand-written loop or the library that a user would pick instead.
 */
@NullMarked
package io.github.cspmalert.benchmarks;

import org.jspecify.annotations.NullMarked;
