package io.github.cspmalert.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogResultTest {

    private static final LogRow ROW = LogRow.of(Map.of("a", "1"));

    @Test
    void create_collections_areCopied() {
        List<String> columns = new ArrayList<>(List.of("a"));
        List<LogRow> rows = new ArrayList<>(List.of(ROW));
        Set<Cut> cuts = EnumSet.of(Cut.LIMIT);

        LogResult result = new LogResult(LogOrigin.UNKNOWN, columns, rows, cuts);
        columns.clear();
        rows.clear();
        cuts.clear();

        assertThat(result.columns()).containsExactly("a");
        assertThat(result.rows()).containsExactly(ROW);
        assertThat(result.cuts()).containsExactly(Cut.LIMIT);
        assertThat(result.isCut()).isTrue();
    }

    @Test
    void isCut_allThereIs_isFalse() {
        assertThat(new LogResult(LogOrigin.UNKNOWN, List.of(), List.of(), Set.of()).isCut())
                .isFalse();
    }

    @Test
    void create_nullRow_isRefusedNamingItsPlace() {
        assertThatThrownBy(() -> new LogResult(LogOrigin.UNKNOWN, List.of(), Arrays.asList(ROW, null), Set.of()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("row 1 is null; leave out what cannot be read");
    }

    @Test
    @SuppressWarnings("NullAway")
    void create_noOrigin_isRefused() {
        assertThatThrownBy(() -> new LogResult(null, List.of(), List.of(), Set.of()))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("origin");
    }

    @Test
    void toString_result_showsNoValue() {
        LogResult result =
                new LogResult(LogOrigin.UNKNOWN, List.of("a"), List.of(LogRow.of(Map.of("a", "i-secret"))), Set.of());

        assertThat(result.toString()).doesNotContain("i-secret");
    }
}
