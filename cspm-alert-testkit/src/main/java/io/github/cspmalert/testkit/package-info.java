/**
 * What users need to test their own set-up: contract tests for every SPI, fakes, a settable clock and a generator of check results.
 */
@NullMarked
package io.github.cspmalert.testkit;

import org.jspecify.annotations.NullMarked;
