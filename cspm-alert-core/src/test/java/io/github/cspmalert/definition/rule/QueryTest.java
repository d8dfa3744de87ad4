package io.github.cspmalert.definition.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueryTest {

    private static final TimeSpan HOUR = TimeSpan.relative(Duration.ofHours(1));

    @Test
    void of_statement_hasTheDefaults() {
        assertThat(Query.of("*", HOUR)).isEqualTo(new Query("default", "*", HOUR, Query.PowerSqlMode.AUTO, "", "", ""));
        assertThat(Query.ofResourceData("white-list").statement()).isEmpty();
    }

    @Test
    void with_eachPart_changesOnlyIt() {
        assertThat(Query.of("emea", "*", HOUR)
                        .withPowerSqlMode(Query.PowerSqlMode.ENABLE)
                        .withRoleArn("acs:ram::1:role/reader")
                        .withChart("board", "chart"))
                .isEqualTo(new Query(
                        "emea", "*", HOUR, Query.PowerSqlMode.ENABLE, "acs:ram::1:role/reader", "board", "chart"));
    }

    @Test
    void of_badParts_areRefused() {
        assertThatThrownBy(() -> Query.of(" ", "*", HOUR)).hasMessage("source must not be blank");
        assertThatThrownBy(() -> Query.of("*", HOUR).withRoleArn("a\nb")).hasMessageStartingWith("roleArn must be one");
    }

    /** https://help.aliyun.com/zh/sls/set-query-statistics-statement: these three take no condition, the others one. */
    @ParameterizedTest
    @EnumSource(
            value = SetOperation.Type.class,
            names = {"NO_JOIN", "CROSS_JOIN", "CONCAT"})
    void setOperation_withoutCondition_takesNone(SetOperation.Type type) {
        assertThat(SetOperation.of(type)).isEqualTo(new SetOperation(type, ""));
        assertThatThrownBy(() -> new SetOperation(type, "$0.a == $1.a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("condition of set operation %s must be empty, but is '$0.a == $1.a'".formatted(type));
    }

    @ParameterizedTest
    @EnumSource(
            value = SetOperation.Type.class,
            names = {"NO_JOIN", "CROSS_JOIN", "CONCAT"},
            mode = EnumSource.Mode.EXCLUDE)
    void setOperation_withCondition_needsOne(SetOperation.Type type) {
        assertThat(new SetOperation(type, "$0.a == $1.a").type()).isEqualTo(type);
        assertThatThrownBy(() -> SetOperation.of(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("condition of set operation %s must be given, such as $0.host == $1.host, but is ''"
                        .formatted(type));
    }

    @Test
    void groupEvaluation_fields_areForCustomOnly() {
        assertThat(GroupEvaluation.none()).isEqualTo(new GroupEvaluation(GroupEvaluation.Type.NO_GROUP, List.of()));
        assertThat(GroupEvaluation.by("a", "b").fields()).containsExactly("a", "b");
        assertThat(GroupEvaluation.byMetricLabels().type()).isEqualTo(GroupEvaluation.Type.LABELS_AUTO);
        assertThatThrownBy(GroupEvaluation::by)
                .hasMessage("fields of group evaluation CUSTOM must be named, but are []");
        assertThatThrownBy(() -> new GroupEvaluation(GroupEvaluation.Type.LABELS_AUTO, List.of("a")))
                .hasMessage("fields of group evaluation LABELS_AUTO must be empty, but are [a]");
        assertThatThrownBy(() -> GroupEvaluation.by("a", "a")).hasMessageStartingWith("fields must name each once");
        assertThatThrownBy(() -> GroupEvaluation.by(" ")).hasMessage("field must not be blank");
    }
}
