/**
 * The HTTP endpoint behind {@code EmbeddedSls}: it receives, recognises, answers, records, and fails on request.
 */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.http;

import org.jspecify.annotations.NullMarked;
