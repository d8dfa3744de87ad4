/**
 * Who may call: access keys, signatures and clock skew.
 */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.http.auth;

import org.jspecify.annotations.NullMarked;
