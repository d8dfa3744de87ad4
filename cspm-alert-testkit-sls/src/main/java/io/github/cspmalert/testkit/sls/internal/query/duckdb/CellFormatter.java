package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/** Prints the cells of a result as Presto does. */
final class CellFormatter {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ZoneId zone;

    CellFormatter(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * {@return a cell as text; NULL is the text {@code null}, as the service gives it}
     *
     * @param row a result that stands on a row
     * @param column the column, counted from 1
     * @param type the engine's name of its type
     */
    String cell(ResultSet row, int column, String type) throws SQLException {
        if (type.equals("INTERVAL")) {
            throw QueryRejectedException.invalid(
                    "column " + column + " of the result is an interval, which EmbeddedSls does not"
                            + " print; use date_diff to get a number");
        }
        Object value = type.equals("TIMESTAMP") ? row.getObject(column, LocalDateTime.class) : row.getObject(column);
        return text(value);
    }

    private String text(@Nullable Object value) throws SQLException {
        Object plain = plain(value);
        if (plain instanceof List || plain instanceof Map) {
            try {
                return JSON.writeValueAsString(plain);
            } catch (JsonProcessingException e) {
                throw new SQLException("cannot print " + plain.getClass(), e);
            }
        }
        return String.valueOf(plain instanceof RawValue raw ? raw.rawValue() : plain);
    }

    /** Something whose text is right in itself, or a list or map of such. */
    private @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (value instanceof LocalDateTime time) {
            return TIMESTAMP.format(time);
        } else if (value instanceof Timestamp time) {
            return TIMESTAMP.format(time.toLocalDateTime());
        } else if (value instanceof OffsetDateTime time) {
            return TIMESTAMP.format(time.atZoneSameInstant(zone)) + " " + zone.getId();
        } else if (value instanceof BigDecimal decimal) {
            return new RawValue(decimal.toPlainString());
        } else if (value instanceof JsonNode json) {
            return new RawValue(json.toString());
        } else if (value instanceof Blob blob) {
            return Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length()));
        } else if (value instanceof Array array) {
            return list((Object[]) array.getArray());
        } else if (value instanceof Struct struct) {
            return list(struct.getAttributes());
        } else if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        return value;
    }

    private List<@Nullable Object> list(@Nullable Object[] values) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object value : values) {
            list.add(nested(value));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(Map<?, ?> values) throws SQLException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            map.put(text(entry.getKey()), nested(entry.getValue()));
        }
        return map;
    }

    /** JSON has its own spelling of numbers, truth values and text; everything else becomes text. */
    private @Nullable Object nested(@Nullable Object value) throws SQLException {
        Object plain = plain(value);
        boolean json = plain instanceof Number
                || plain instanceof Boolean
                || plain instanceof RawValue
                || plain instanceof List
                || plain instanceof Map;
        return plain == null || json ? plain : plain.toString();
    }
}
