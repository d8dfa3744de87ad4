/**
 * The ledger on a page: {@link io.github.cspmalert.notify.report.PostureReport} writes it as one HTML file, as JSON and as
 * CSV. Beside it {@link io.github.cspmalert.notify.report.ReplayFiles}, which writes replays. A class whose name ends in {@code
 * Form} writes one form of one of the two.
 */
@NullMarked
package io.github.cspmalert.notify.report;

import org.jspecify.annotations.NullMarked;
