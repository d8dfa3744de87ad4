package io.github.cspmalert.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Brings the cells of both engines to one spelling. Doubles are compared to ten digits: sums depend on the order. */
final class Cells {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Cells() {}

    static List<String> ofPresto(List<Object> values, List<String> types) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            cells.add(one(text(values.get(i)), types.get(i)));
        }
        return cells;
    }

    /** The spelling of doubles is checked here, before it is lost. */
    static List<String> ofEmbedded(List<String> texts, List<String> types) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (types.get(i).equals("double") && !text.equals("null")) {
                String spelled = Double.toString(Double.parseDouble(text));
                if (!spelled.equals(text)) {
                    throw new AssertionError("the double " + text + " is not spelled as Presto does: " + spelled);
                }
            }
            cells.add(one(text, types.get(i)));
        }
        return cells;
    }

    private static String text(Object value) {
        if (value instanceof List || value instanceof Map) {
            try {
                return JSON.writeValueAsString(plain(value));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
        return String.valueOf(value);
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Cells::plain).collect(ArrayList::new, List::add, List::addAll);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(String.valueOf(key), plain(element)));
            return sorted;
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    private static String one(String text, String type) {
        if (type.equals("double") || type.equals("real")) {
            return rounded(text);
        } else if (type.startsWith("map(") && !text.equals("null")) {
            try {
                return JSON.writeValueAsString(JSON.readValue(text, TreeMap.class));
            } catch (JsonProcessingException e) {
                throw new AssertionError(text, e);
            }
        }
        return text;
    }

    private static String rounded(String text) {
        try {
            return new BigDecimal(text)
                    .round(new MathContext(10))
                    .stripTrailingZeros()
                    .toString();
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
