/**
 * What people are told: content templates, one content for each channel.
 */
@NullMarked
package io.github.cspmalert.definition.template;

import org.jspecify.annotations.NullMarked;
