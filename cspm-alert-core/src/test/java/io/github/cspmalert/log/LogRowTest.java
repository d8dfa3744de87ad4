package io.github.cspmalert.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogRowTest {

    @Test
    void of_columns_keepTheirOrder() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("zone", "z");
        values.put("account", "a");
        values.put("cnt", "null");

        LogRow row = LogRow.of(values);
        values.clear();

        assertThat(row.values().keySet()).containsExactly("zone", "account", "cnt");
        assertThat(row.get("cnt")).contains("null");
        assertThat(row.get("none")).isEmpty();
    }

    @Test
    void values_changed_isRefused() {
        LogRow row = LogRow.of(Map.of("a", "b"));

        assertThatThrownBy(() -> row.values().put("c", "d")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void of_nullValueOrColumn_isRefusedNamingTheColumn() {
        Map<String, String> nullValue = new LinkedHashMap<>();
        nullValue.put("cnt", null);
        Map<String, String> nullColumn = new LinkedHashMap<>();
        nullColumn.put(null, "1");

        assertThatThrownBy(() -> LogRow.of(nullValue))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the value of column 'cnt' is null; use \"\" or \"null\"");
        assertThatThrownBy(() -> LogRow.of(nullColumn))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("every column needs a name");
    }

    @Test
    void toString_row_showsColumnsAndNoValue() {
        assertThat(LogRow.of(Map.of("instance_id", "i-secret"))).hasToString("LogRow[instance_id]");
    }

    @Test
    void equals_sameValues_isEqual() {
        assertThat(LogRow.of(Map.of("a", "1")))
                .isEqualTo(LogRow.of(Map.of("a", "1")))
                .hasSameHashCodeAs(LogRow.of(Map.of("a", "1")));
        assertThat(LogRow.of(Map.of("a", "1")))
                .isNotEqualTo(LogRow.of(Map.of("a", "2")))
                .isNotEqualTo(null);
    }
}
