/** The expressions of triggers and set operations. */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.alerting.expression;

import org.jspecify.annotations.NullMarked;
