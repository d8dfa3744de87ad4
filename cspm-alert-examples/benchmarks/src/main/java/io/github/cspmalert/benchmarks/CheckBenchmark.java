package io.github.cspmalert.benchmarks;

import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.EvaluationReport;
import io.github.cspmalert.alert.AlertVariables;
import io.github.cspmalert.alert.ConsoleLinks;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.examples.ArticleAlert;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One whole check with parts in memory and 100 rows, once sending and once held back, beside a loop that only renders the
 * same message and hands it over.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CheckBenchmark {

    // Short, so that many checks fit before 2038, the end of log time.
    private static final Duration REPEAT = Duration.ofSeconds(1);

    private final List<LogRow> rows = Fixtures.rows(100);
    private final LogResult result = Fixtures.result(rows);
    private final SettableClock clock = SettableClock.at(Fixtures.NOW);
    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();
    private final TemplateText template = new TemplateText("article", ArticleAlert.TEMPLATE, ContentFormat.HTML);
    private final CspmAlerts alerts = CspmAlerts.builder()
            .source(query -> result)
            .renderer(renderer)
            .notifier(Channel.EMAIL, Receipt::accepted)
            .addUser(User.builder(ArticleAlert.RECIPIENT)
                    .addEmail("sec-ops@example.com")
                    .build())
            .addTemplate(ArticleAlert.template())
            .addActionPolicy(ArticleAlert.policy())
            .addRule(rule())
            .clock(clock)
            .build();

    private static AlertRule rule() {
        AlertRule article = ArticleAlert.rule();
        return AlertRule.builder(article.id())
                .displayName(article.displayName())
                .query(article.queries().get(0).statement())
                .timeSpan(article.queries().get(0).timeSpan())
                .schedule(article.schedule())
                .actionPolicy(ArticleAlert.POLICY)
                .repeatInterval(REPEAT)
                .build();
    }

    @TearDown
    public void close() {
        alerts.close();
    }

    @Benchmark
    public EvaluationReport checkThatSends() {
        clock.advance(REPEAT);
        return alerts.check(ArticleAlert.RULE);
    }

    @Benchmark
    public EvaluationReport checkThatHoldsBack() {
        return alerts.check(ArticleAlert.RULE);
    }

    @Benchmark
    public void handWrittenLoop(Blackhole notifier) {
        notifier.consume(renderer.render(
                template,
                AlertVariables.of(Fixtures.alert(rows), ConsoleLinks.INTERNATIONAL)
                        .asMap()));
    }
}
