/**
 * The ledger on a page: {@link io.github.cspmalert.notify.report.PostureReport} writes it as one HTML file, as JSON and as
 * CSV.
 */
@NullMarked
package io.github.cspmalert.notify.report;

import org.jspecify.annotations.NullMarked;
