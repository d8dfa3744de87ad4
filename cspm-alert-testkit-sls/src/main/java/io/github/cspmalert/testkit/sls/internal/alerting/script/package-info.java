/** The language in which policies say who is told. */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.alerting.script;

import org.jspecify.annotations.NullMarked;
