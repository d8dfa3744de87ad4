/**
 * The projects, Logstores, alerts and resources that the endpoint serves, in memory or in a folder.
 */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.http.catalog;

import org.jspecify.annotations.NullMarked;
