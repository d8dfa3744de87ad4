/**
 * The quickstart: the article's alert, end to end, on parts that run in this process or on the real ones.
 */
@NullMarked
package io.github.cspmalert.examples.quickstart;

import org.jspecify.annotations.NullMarked;
