package io.github.cspmalert.internal.decision;

import static io.github.cspmalert.delivery.DeliveryFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.ConsoleLinks;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.internal.decision.MessageComposer.Composed;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageComposerTest {

    private static final ContentTemplate.Content TEMPLATE = ContentTemplate.builder("t1")
            .email("{{ subject }}", "<p>{{ content }}</p>")
            .build()
            .content(Channel.EMAIL)
            .orElseThrow();

    @Test
    void compose_rendered_hasSubjectContentAndFormat() {
        Composed composed = compose((text, variables) -> text.text() + variables.keySet(), alert(rows(1), Set.of()));

        assertThat(composed.failure()).isNull();
        assertThat(composed.message())
                .isEqualTo(new Message(
                        "{{ subject }}[alert]", "<p>{{ content }}</p>[alert]", ContentFormat.HTML, List.of()));
    }

    @Test
    void compose_rendererFails_givesTheFactsInPlainText() {
        IllegalStateException failure = new IllegalStateException("no");

        Composed composed = compose(
                (text, variables) -> {
                    throw failure;
                },
                alert(rows(2), Set.of()));

        assertThat(composed.failure()).isSameAs(failure);
        assertThat(composed.message().format()).isEqualTo(ContentFormat.TEXT);
        assertThat(composed.message().subject()).isEqualTo("Alert: CSPM not passed");
        assertThat(composed.message().content())
                .isEqualTo(
                        """
                        Template render error: the message of this alert could not be laid out. The alert itself is real.

                        Alert: CSPM not passed (r1)
                        Severity: High
                        Status: firing, since 2026-11-23T12:00:00Z
                        Evaluated: 2026-11-23T12:00:00Z
                        Rows: 2

                        - value 0
                        - value 1""");
    }

    @Test
    @SuppressWarnings("NullAway")
    void compose_onlyOneHalfFails_isPlainTextAltogether() {
        Composed composed = compose(
                (text, variables) -> text.format() == ContentFormat.HTML ? null : "subject", alert(rows(1), Set.of()));

        assertThat(composed.failure())
                .isInstanceOf(TemplateException.class)
                .hasMessage("template 't1', email content: the renderer gave null; it must give text");
        assertThat(composed.message().subject()).isEqualTo("Alert: CSPM not passed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "<p> &nbsp;</p>",
                "<ul><li></li></ul><br>",
                "<!-- x -->",
                "\u00A0\u200B",
                "<html><head><title>T</title><style>p{}</style></head><body></body></html>"
            })
    void compose_nothingToSee_isTheFactsInPlainText(String blank) {
        Composed composed = compose(
                (text, variables) -> text.format() == ContentFormat.HTML ? blank : "Subject", alert(rows(2), Set.of()));

        assertThat(composed.failure()).hasMessage("template 't1', email content: nothing was printed");
        assertThat(composed.message().format()).isEqualTo(ContentFormat.TEXT);
        assertThat(composed.message().subject()).isEqualTo("Subject");
        assertThat(composed.message().content())
                .startsWith(
                        "The template of this message printed only blanks; this is what it is about.\n\nAlert: CSPM")
                .endsWith("- value 0\n- value 1");
        assertThat(composed.problem(TEMPLATE.content(), Objects.requireNonNull(composed.failure())))
                .contains("printed only blanks");
    }

    @Test
    void compose_subjectIsBlank_namesTheAlert() {
        Composed composed =
                compose((text, variables) -> text.format() == ContentFormat.HTML ? "x" : " ", alert(rows(1), Set.of()));

        assertThat(composed.failure()).hasMessage("template 't1', email subject: nothing was printed");
        assertThat(composed.message().subject()).isEqualTo("Alert: CSPM not passed");
        assertThat(composed.message().content()).isEqualTo("x");
    }

    @Test
    void compose_rendererDoubts_addsTheFactsBelow() {
        TemplateRenderer renderer = new TemplateRenderer() {
            @Override
            public String render(TemplateText template, Map<String, ?> variables) {
                return "";
            }

            @Override
            public Bound bind(Map<String, ?> variables) {
                return new Bound() {
                    @Override
                    public String render(TemplateText template) {
                        return "<p>x</p>";
                    }

                    @Override
                    public List<String> doubts() {
                        return List.of("a loop is blank");
                    }
                };
            }
        };

        Composed composed = compose(renderer, alert(List.of(LogRow.of(Map.of("column", "<b>"))), Set.of()));

        assertThat(composed.failure()).hasMessage("a loop is blank");
        assertThat(composed.message().format()).isEqualTo(ContentFormat.HTML);
        assertThat(composed.message().content())
                .startsWith("<p>x</p>\n<pre style=\"white-space:pre-wrap\">The template")
                .endsWith("- &lt;b&gt;</pre>\n");
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void compose_resultIsCut_saysSo(Cut cut) {
        assertThat(compose((text, variables) -> "", alert(rows(1), EnumSet.of(cut)))
                        .message()
                        .notices())
                .containsExactly("This is not all of it: " + cut.explanation() + ".");
    }

    @Test
    void compose_moreThan100Rows_saysSoAlsoInPlainText() {
        Alert alert = alert(rows(101), Set.of());
        Composed rendered = compose((text, variables) -> "", alert);
        Composed plain = compose(
                (text, variables) -> {
                    throw new StackOverflowError();
                },
                alert);

        assertThat(rendered.message().notices()).containsExactly("Only the first 100 of 101 rows are shown.");
        assertThat(plain.message().notices()).isEqualTo(rendered.message().notices());
        assertThat(plain.message().content()).contains("value 99").doesNotContain("value 100");
        assertThat(compose((text, variables) -> "", alert(rows(100), Set.of()))
                        .message()
                        .notices())
                .isEmpty();
    }

    @Test
    void compose_longValues_areCutAndSaidSoAlsoInPlainText() {
        Alert alert = alert(List.of(LogRow.of(Map.of("content", "x".repeat(10_000_000)))), Set.of());

        Composed plain = compose(
                (text, variables) -> {
                    throw new IllegalStateException();
                },
                alert);

        assertThat(plain.message().notices()).containsExactly("Values longer than 1024 characters were cut.");
        assertThat(plain.message().content()).hasSizeLessThan(2_000).contains("x".repeat(1024));
    }

    @Test
    void about_severalMessages_laysTheVariablesOutOnce() {
        List<Object> bound = new ArrayList<>();
        TemplateRenderer renderer = new TemplateRenderer() {
            @Override
            public String render(TemplateText template, Map<String, ?> variables) {
                throw new AssertionError("the variables are bound before");
            }

            @Override
            public Bound bind(Map<String, ?> variables) {
                bound.add(variables);
                return template -> template.text();
            }
        };
        MessageComposer.ForAlert messages =
                new MessageComposer(renderer, ConsoleLinks.CHINA).about(alert(rows(3), Set.of()));

        for (int action = 0; action < 5; action++) {
            assertThat(messages.compose(TEMPLATE).message().subject()).isEqualTo("{{ subject }}");
        }

        assertThat(bound).hasSize(1);
    }

    private static Composed compose(TemplateRenderer renderer, Alert alert) {
        return new MessageComposer(renderer, ConsoleLinks.CHINA).about(alert).compose(TEMPLATE);
    }

    private static List<LogRow> rows(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> LogRow.of(Map.of("column", "value " + i)))
                .toList();
    }

    private static Alert alert(List<LogRow> rows, Set<Cut> cuts) {
        QueryData data = new QueryData(
                "*",
                new TimeRange(NOON.minusSeconds(60), NOON),
                new LogResult(LogOrigin.UNKNOWN, List.of("column"), rows, cuts));
        return Alert.builder("r1")
                .name("CSPM not passed")
                .severity(Severity.HIGH)
                .alertTime(NOON)
                .results(List.of(data))
                .fireResults(rows)
                .build();
    }
}
