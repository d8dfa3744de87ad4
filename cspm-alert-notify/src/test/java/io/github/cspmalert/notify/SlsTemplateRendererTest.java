package io.github.cspmalert.notify;

import static io.github.cspmalert.notify.Templates.articleVariables;
import static io.github.cspmalert.notify.Templates.html;
import static io.github.cspmalert.notify.Templates.row;
import static io.github.cspmalert.notify.Templates.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.testkit.Samples;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlsTemplateRendererTest {

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();

    @Test
    void article_asHtml_isRenderedWithItsValuesEscaped() {
        List<Map<String, String>> rows = List.of(
                row("ECS", "Ensure no security groups allow ingress from 0.0.0.0/0 to port 22", "3"),
                row("OSS", "<img src=x onerror=\"alert('a' & 'b')\">", "12"));

        // 1629820800 is 2021-08-24 16:00:00 UTC, so midnight in UTC+8.
        assertThat(renderer.render(html(Samples.TEMPLATE), articleVariables(rows)))
                .isEqualTo(
                        """
                        Alert Name: CSPM findings <br>
                        Content: Risks were found <br>
                        Check_item_names:
                        <ul>

                        <li>【ECS】Ensure no security groups allow ingress from 0.0.0.0/0 to port 22 - 3 resources</li>

                        <li>【OSS】&lt;img src=x onerror=&quot;alert(&#39;a&#39; &amp; &#39;b&#39;)&quot;&gt; - 12 resources</li>

                        </ul><br>
                        Current Alert Time: 2021-08-25 00:00:00 <br>
                        """);
    }

    @Test
    void article_asText_escapesNothing() {
        assertThat(renderer.render(text(Samples.TEMPLATE), articleVariables(List.of(row("OSS", "<b>'&'</b>", "1")))))
                .contains("\n<li>【OSS】<b>'&'</b> - 1 resources</li>\n");
    }

    @Test
    void timeZone_set_isThatOfDatesWithoutOne() {
        SlsTemplateRenderer inUtc =
                SlsTemplateRenderer.builder().timeZone(ZoneOffset.UTC).build();

        assertThat(inUtc.render(text("{{ format_date(1629820800) }} {{ timestamp('1970-01-01 00:00:10') }}"), Map.of()))
                .isEqualTo("2021-08-24 16:00:00 10");
    }

    @Test
    void locale_set_isThatOfSlsOwnWords() {
        SlsTemplateRenderer chinese =
                SlsTemplateRenderer.builder().locale(Locale.CHINA).build();

        assertThat(chinese.render(
                        text("{{ format_region('cn-hangzhou') }} {{ format_type('sls_pub', locale='en-US') }}"),
                        Map.of()))
                .isEqualTo("华东1（杭州） Pub Alert");
    }

    @Test
    void builder_badValue_isRefusedByName() {
        SlsTemplateRenderer.Builder builder = SlsTemplateRenderer.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxOutputLength(0))
                .withMessage("maxOutputLength must be positive, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxIterations(-1))
                .withMessage("maxIterations must be positive, but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.timeLimit(Duration.ZERO))
                .withMessage("timeLimit must be positive, but is PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.locale(Locale.GERMANY))
                .withMessage("locale must be en-US or zh-CN, but is de-DE");
    }

    @Test
    void output_pastItsLimit_isRefusedNamingTheLimit() {
        SlsTemplateRenderer small =
                SlsTemplateRenderer.builder().maxOutputLength(10).build();

        assertThat(small.render(text("0123456789"), Map.of())).isEqualTo("0123456789");
        assertThatThrownBy(() -> small.render(text("0123456789{{ 'x' }}"), Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("the text grows past the limit of 10 characters");
    }

    @Test
    void loops_pastTheirLimitTogether_areRefusedNamingTheLimit() {
        SlsTemplateRenderer few = SlsTemplateRenderer.builder().maxIterations(6).build();
        String loops = "{% for a in [1, 2] %}{% for b in [1, 2] %}x{% endfor %}{% endfor %}";

        assertThat(few.render(text(loops), Map.of())).isEqualTo("xxxx");
        assertThatThrownBy(() -> few.render(text(loops + "\n" + loops), Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("line 2, column 1")
                .hasMessageContaining("the limit of 6 iterations");
    }

    @Test
    void rendering_longerThanItsTime_isRefusedNamingTheLimit() {
        AtomicLong nanos = new AtomicLong();
        SlsTemplateRenderer hasty = SlsTemplateRenderer.builder()
                .timeLimit(Duration.ofSeconds(1))
                .nanoClock(() -> nanos.getAndAdd(400_000_000))
                .build();

        assertThat(hasty.render(text("{{ 1 }}"), Map.of())).isEqualTo("1");
        assertThatThrownBy(() -> hasty.render(
                        text("{% for x in list %}{{ x }}{% endfor %}"),
                        Map.of("list", Collections.nCopies(5_000, "x"))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("the time limit of PT1S");
    }

    @Test
    void cache_moreTemplatesThanItHolds_rendersEachAsItIs() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 200; i++) {
                assertThat(renderer.render(text(i + "{{ x }}"), Map.of("x", "-" + i)))
                        .isEqualTo(i + "-" + i);
            }
        }
    }

    @Test
    void render_byManyThreads_keepsThemApart() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> renderings = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Map<String, ?> variables = Map.of("n", i, "list", List.of(i, i + 1));
                renderings.add(
                        () -> renderer.render(text("{% for x in list %}{{ x }},{% endfor %}{{ n }}"), variables));
            }
            List<Future<String>> rendered = threads.invokeAll(renderings);
            for (int i = 0; i < 400; i++) {
                assertThat(rendered.get(i).get()).isEqualTo(i + "," + (i + 1) + "," + i);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void bind_severalTexts_readsTheVariablesOnce() {
        AtomicInteger reads = new AtomicInteger();
        Map<String, Object> counting = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                reads.incrementAndGet();
                return Map.<String, Object>of("x", "7").entrySet();
            }
        };
        TemplateRenderer.Bound bound = SlsTemplateRenderer.ofDefaults().bind(counting);

        for (int i = 0; i < 10; i++) {
            assertThat(bound.render(text("{{ x }}" + i))).isEqualTo("7" + i);
        }

        assertThat(reads).hasValue(1);
    }
}
