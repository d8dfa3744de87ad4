/**
 * Requests and responses of Simple Log Service's HTTP interface, apart from any server.
 */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.http.message;

import org.jspecify.annotations.NullMarked;
