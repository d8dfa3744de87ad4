/**
 * Who is told: users, user groups and webhooks, and the channels and addresses that reach them.
 */
@NullMarked
package io.github.cspmalert.definition.recipient;

import org.jspecify.annotations.NullMarked;
