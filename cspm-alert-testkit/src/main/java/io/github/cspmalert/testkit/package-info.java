/**
 * What users need to test their own set-up, without a network, a cloud account or a second to wait.
 *
 * <p>Put {@code io.github.cspmalert:cspm-alert-testkit} on the test class path. It brings JUnit 5's API and AssertJ, and
 * nothing else.
 *
 * <h2>Is my notifier right?</h2>
 *
 * <p>Inherit {@link io.github.cspmalert.testkit.NotifierContract}. Two methods are to be written; some twenty tests come
 * with it: one outcome for each address, repeats, several threads, Chinese and Japanese, quotes and mark-up, line breaks,
 * notices, closing. Each names in its name what did not hold.
 *
 * <pre>{@code
 * class PagerNotifierTest extends NotifierContract {
 *     private final FakePager pager = new FakePager();
 *
 *     @Override
 *     protected Notifier notifier() {
 *         return new PagerNotifier(pager.url());
 *     }
 *
 *     @Override
 *     protected List<String> received() {
 *         return pager.messages();
 *     }
 * }
 * }</pre>
 *
 * <p>A log source, a template renderer, a store or an enricher of your own has its contract too: see {@link
 * io.github.cspmalert.testkit.LogSourceContract}, {@link io.github.cspmalert.testkit.TemplateRendererContract}, {@link
 * io.github.cspmalert.testkit.AlertStoreContract} and {@link io.github.cspmalert.testkit.EnricherContract}.
 *
 * <h2>Do my rules alert as they should?</h2>
 *
 * <p>Take a {@link io.github.cspmalert.testkit.SettableClock} and a {@link io.github.cspmalert.testkit.ManualScheduler} as
 * the engine's time, an {@link io.github.cspmalert.testkit.InMemoryLogSource} as its logs and a {@link
 * io.github.cspmalert.testkit.RecordingNotifier} as its channel. {@code scheduler.advance(Duration.ofDays(7))} then runs a
 * week of alerting on the calling thread, always the same way. Source and notifier fail on request.
 *
 * <h2>What would real results look like?</h2>
 *
 * <p>{@link io.github.cspmalert.testkit.CheckResultGenerator} makes the results of scheduled CSPM runs of an account that
 * changes from run to run; {@link io.github.cspmalert.testkit.Samples} has one alert with its notification.
 */
@NullMarked
package io.github.cspmalert.testkit;

import org.jspecify.annotations.NullMarked;
