/**
 * Definitions as JSON and YAML: {@link io.github.cspmalert.json.DefinitionsMapper}.
 */
@NullMarked
package io.github.cspmalert.json;

import org.jspecify.annotations.NullMarked;
