package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.RULE;
import static io.github.cspmalert.EngineFixture.policy;
import static io.github.cspmalert.EngineFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateRenderer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SetupCheckTest {

    private static final Channel CHAT = new Channel("chat");

    private final EngineFixture engine = new EngineFixture();

    @Test
    void build_nothingGiven_namesWhatIsMissing() {
        assertThat(problems(CspmAlerts.builder()))
                .containsExactly(
                        "there is no rule; add one with addRule(..) or addPostureRule(..)",
                        "renderer is missing; set one with renderer(..)");
    }

    @Test
    void build_everyReferenceBroken_tellsAllTogether() {
        CspmAlertsBuilder builder = engine.parts()
                .addUser(User.builder("no-address").build())
                .addActionPolicy(ActionPolicy.builder("mail")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("nobody", "no-address")
                                .template("absent")
                                .build())
                        .addAction(Action.builder(CHAT)
                                .users("sec-ops")
                                .template("cspm")
                                .build())
                        .build())
                .addRule(rule().source("elsewhere").actionPolicy("unknown").build());

        assertThat(problems(builder))
                .containsExactlyInAnyOrder(
                        "rule 'cspm-not-passed' names the log source 'elsewhere', which is not set; the sources are"
                                + " [default]",
                        "rule 'cspm-not-passed': action policy 'unknown' is not defined" + absent("[mail]"),
                        "action policy 'mail', action on channel 'email': user 'nobody' is not defined"
                                + absent("[sec-ops, owner, no-address]"),
                        "action policy 'mail', action on channel 'email': user 'no-address' has no address on this"
                                + " channel; add one to it",
                        "action policy 'mail', action on channel 'email': content template 'absent' is not defined"
                                + absent("[cspm]"),
                        "action policy 'mail', action on channel 'chat': the channel has no notifier; set one with"
                                + " notifier(..)",
                        "action policy 'mail', action on channel 'chat': user 'sec-ops' has no address on this"
                                + " channel; add one to it",
                        "action policy 'mail', action on channel 'chat': template 'cspm' has no content for this"
                                + " channel; add it");
    }

    @Test
    void build_idsGivenTwice_areAllNamed() {
        CspmAlertsBuilder builder = engine.telling("sec-ops")
                .addUser(EngineFixture.OPS)
                .addTemplate(ContentTemplate.builder("cspm").email("s", "c").build())
                .addActionPolicy(policy("owner"))
                .addRule(rule().build());

        assertThat(problems(builder))
                .containsExactlyInAnyOrder(
                        "user 'sec-ops' is given twice; ids must differ",
                        "content template 'cspm' is given twice; ids must differ",
                        "action policy 'mail' is given twice; ids must differ",
                        "rule 'cspm-not-passed' is given twice; ids must differ");
    }

    @Test
    void build_templatesThatCannotBeRendered_areAllTold() {
        CspmAlertsBuilder builder = engine.telling("sec-ops")
                .addTemplate(ContentTemplate.builder("other")
                        .content(CHAT, ContentFormat.TEXT, "fine", "broken")
                        .build())
                .renderer(checking(text -> {
                    if (!"fine".equals(text.text())) {
                        throw new TemplateException(text.name() + ", line 1: cannot", 1, 1, null);
                    }
                }));

        assertThat(problems(builder))
                .containsExactlyInAnyOrder(
                        "template 'cspm', email subject, line 1: cannot",
                        "template 'cspm', email content, line 1: cannot",
                        "template 'other', chat content, line 1: cannot");
    }

    @Test
    void build_rendererFailsToCheck_isOneOfTheProblems() {
        CspmAlertsBuilder foreign = engine.telling("sec-ops").renderer(checking(text -> {
            throw new IllegalStateException("a word that nobody vouches for");
        }));
        CspmAlertsBuilder deep = engine.telling("sec-ops").renderer(checking(text -> {
            throw new StackOverflowError();
        }));

        assertThat(problems(foreign))
                .contains("template 'cspm', email content: the renderer failed with java.lang.IllegalStateException");
        assertThat(problems(deep))
                .contains("template 'cspm', email content: the renderer failed with java.lang.StackOverflowError");
    }

    @Test
    void build_twice_givesTwoEnginesAndLeavesTheBuilderAsItIs() {
        CspmAlertsBuilder builder = engine.telling("sec-ops");

        CspmAlerts first = builder.build();
        CspmAlerts second = builder.build();

        assertThat(second).isNotSameAs(first);
        first.close();
        assertThatCode(() -> second.check(RULE)).doesNotThrowAnyException();
    }

    @Test
    void build_builderChangedAfterwards_leavesTheEngineAsItWas() {
        CspmAlertsBuilder builder = engine.telling("sec-ops");
        CspmAlerts alerts = builder.build();

        builder.notifier(Channel.EMAIL, notification -> {
            throw new AssertionError("the engine was built before");
        });
        alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void setters_badArguments_nameTheField() {
        CspmAlertsBuilder builder = CspmAlerts.builder();

        assertThatThrownBy(() -> builder.source(" ", query -> EngineFixture.rows()))
                .hasMessage("source name must not be blank");
        assertThatThrownBy(() -> builder.accountId("")).hasMessage("accountId must not be blank");
        assertThatThrownBy(() -> builder.giveUpAfter(Duration.ZERO))
                .hasMessage("giveUpAfter must be positive, but is PT0S");
        assertThatThrownBy(() -> builder.maxCatchUp(Duration.ofSeconds(-1)))
                .hasMessage("maxCatchUp must be positive, but is PT-1S");
        assertThatThrownBy(() -> builder.closeTimeout(Duration.ZERO)).hasMessageContaining("closeTimeout");
        assertThatThrownBy(() -> builder.giveUpAfter(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("giveUpAfter must be at most 3650 days");
    }

    private static List<String> problems(CspmAlertsBuilder builder) {
        AlertConfigurationException thrown = catchThrowableOfType(AlertConfigurationException.class, builder::build);
        assertThat(thrown).as("build() must refuse").isNotNull();
        assertThat(thrown).hasMessageStartingWith("alerting: ");
        return thrown.problems();
    }

    private static String absent(String there) {
        return "; define it, or declare with existing(..) that the service has it; defined are " + there;
    }

    private static TemplateRenderer checking(Consumer<TemplateText> check) {
        return new TemplateRenderer() {
            @Override
            public String render(TemplateText template, Map<String, ?> variables) {
                return template.text();
            }

            @Override
            public void check(TemplateText template) {
                check.accept(template);
            }
        };
    }
}
