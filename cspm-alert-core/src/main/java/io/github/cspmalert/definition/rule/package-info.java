/**
 * When rows mean an alert: rules, their schedules, time spans and triggers, and the severity they give.
 */
@NullMarked
package io.github.cspmalert.definition.rule;

import org.jspecify.annotations.NullMarked;
