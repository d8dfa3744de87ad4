package io.github.cspmalert.testkit.sls.internal.alerting.script;

import java.util.Map;

/** The fields of alerts as policies name them: {@code severity}, {@code labels.team}. */
public final class Fields {

    private Fields() {}

    /**
     * {@return the value of a field; empty if the alert has none of that name}
     *
     * @param alert what templates see of the alert
     * @param path the name
     */
    public static String value(Map<String, Object> alert, String path) {
        int dot = path.indexOf('.');
        Object value = alert.get(dot < 0 ? path : path.substring(0, dot));
        if (dot >= 0) {
            value = value instanceof Map<?, ?> map ? map.get(path.substring(dot + 1)) : null;
        }
        return value == null ? "" : value.toString();
    }

    /** Numbers are compared with numbers, and texts with texts. */
    static boolean compare(Map<String, Object> alert, String path, String operator, Object wanted) {
        String value = value(alert, path);
        if (!(wanted instanceof Double number)) {
            return holds(operator, value.compareTo(wanted.toString()));
        }
        return value.matches("-?\\d{1,18}") && holds(operator, Double.compare(Double.parseDouble(value), number));
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            default -> order <= 0;
        };
    }
}
