package io.github.cspmalert.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.PostureRuleBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostureRuleTest {

    @Test
    void build_nothingSet_tellsEverythingButReminders() {
        PostureRule rule =
                PostureRule.builder("internet-exposed").actionPolicy("mail").build();

        assertThat(rule.tells()).doesNotContain(FindingChange.STILL_OPEN).hasSize(FindingChange.values().length - 1);
        assertThat(rule.displayName()).isEqualTo("internet-exposed");
    }

    @Test
    void build_everythingWrong_tellsAllTogether() {
        PostureRuleBuilder builder = PostureRule.builder("bad")
                .displayName("two\nlines")
                .tells()
                .remindAfter(Duration.ofDays(5), Duration.ofDays(3), Duration.ofMinutes(1))
                .deadline(RiskLevel.of("URGENT"), Duration.ofDays(1))
                .label(" ", "x");

        assertThatThrownBy(builder::build)
                .isInstanceOf(AlertConfigurationException.class)
                .extracting(failure -> ((AlertConfigurationException) failure).problems())
                .asString()
                .contains("displayName", "actionPolicy", "tells is empty", "PT1M", "ascending", "'URGENT'", "label");
    }

    @Test
    void build_stillOpenWithoutATime_isRefused() {
        PostureRuleBuilder builder =
                PostureRule.builder("rule-1").actionPolicy("mail").tells(FindingChange.STILL_OPEN);

        assertThatThrownBy(builder::build).hasMessageContaining("remindAfter(..)");
        assertThat(builder.deadline(RiskLevel.HIGH, Duration.ofDays(3)).build().tells())
                .isEqualTo(Set.of(FindingChange.STILL_OPEN));
    }

    @Test
    void filter_blankOrLongValues_areRefused() {
        FindingFilter.Builder builder = FindingFilter.builder()
                .checkIds("")
                .resources("x".repeat(257))
                .regions(" cn-hangzhou")
                .minRisk(RiskLevel.of("high-ish"));

        assertThatThrownBy(builder::build)
                .hasMessageContaining("checkIds")
                .hasMessageContaining("resources")
                .hasMessageContaining("regions")
                .hasMessageContaining("minRisk is 'high-ish'");
    }

    @Test
    void waiver_withoutReasonOrForEverything_isRefused() {
        Instant until = Instant.parse("2027-01-31T00:00:00Z");
        FindingFilter some = FindingFilter.builder().resources("old-*").build();

        assertThatThrownBy(() -> new Waiver("legacy", FindingFilter.ALL, "reason", "author", until))
                .hasMessageContaining("legacy");
        for (String blank : List.of("", " ", "two\nlines")) {
            assertThatThrownBy(() -> new Waiver("legacy", some, blank, "author", until))
                    .hasMessageContaining("reason");
            assertThatThrownBy(() -> new Waiver("legacy", some, "reason", blank, until))
                    .hasMessageContaining("author");
        }
    }
}
