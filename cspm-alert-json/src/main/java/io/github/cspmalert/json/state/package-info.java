/**
 * The stored form of what a store keeps: one JSON document for each state, outbox item and history entry, with the version of
 * its form.
 */
@NullMarked
package io.github.cspmalert.json.state;

import org.jspecify.annotations.NullMarked;
