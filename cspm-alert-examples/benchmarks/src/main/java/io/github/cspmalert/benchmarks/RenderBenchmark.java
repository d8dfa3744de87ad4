package io.github.cspmalert.benchmarks;

import io.github.cspmalert.alert.AlertVariables;
import io.github.cspmalert.alert.ConsoleLinks;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.examples.ArticleAlert;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The article's template with 100 rows, beside a string builder that escapes by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RenderBenchmark {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));

    private final List<LogRow> rows = Fixtures.rows(100);
    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();
    private final TemplateText template = new TemplateText("article", ArticleAlert.TEMPLATE, ContentFormat.HTML);
    private final Map<String, Object> variables =
            AlertVariables.of(Fixtures.alert(rows), ConsoleLinks.INTERNATIONAL).asMap();

    @Benchmark
    public String slsTemplateRenderer() {
        return renderer.render(template, variables);
    }

    @Benchmark
    public String stringBuilder() {
        StringBuilder text = new StringBuilder();
        text.append("Alert Name: ")
                .append(escape("CSPM check items not passed"))
                .append(" <br>\n");
        text.append("Content: ").append(escape("")).append(" <br>\nCheck_item_names:\n<ul>\n");
        for (LogRow row : rows) {
            text.append("\n<li>【")
                    .append(escape(row.values().get("instance_type")))
                    .append("】")
                    .append(escape(row.values().get("check_item_name")))
                    .append(" - ")
                    .append(escape(row.values().get("cnt")))
                    .append(" resources</li>\n");
        }
        text.append("\n</ul><br>\nCurrent Alert Time: ").append(TIME.format(Instant.ofEpochSecond(1_790_000_000)));
        return text.append(" <br>\n").toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
