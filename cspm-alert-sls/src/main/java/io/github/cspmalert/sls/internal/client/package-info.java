/** Sending requests through the SDK: one attempt, repeats, deadlines, and what a failure means. */
@NullMarked
package io.github.cspmalert.sls.internal.client;

import org.jspecify.annotations.NullMarked;
