/**
 * Who hears of an alert, through which channel, and how often.
 */
@NullMarked
package io.github.cspmalert.definition.policy;

import org.jspecify.annotations.NullMarked;
