/** What the service accepts: the rules for alerts and for the records of resources. */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.http.validation;

import org.jspecify.annotations.NullMarked;
