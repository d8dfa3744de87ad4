package io.github.cspmalert.notify;

import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.TemplateText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Templates and variables for tests. */
final class Templates {

    private Templates() {}

    static TemplateText html(String text) {
        return new TemplateText("template 't', content", text, ContentFormat.HTML);
    }

    static TemplateText text(String text) {
        return new TemplateText("template 't', content", text, ContentFormat.TEXT);
    }

    static Map<String, ?> articleVariables(List<Map<String, String>> rows) {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("alert_name", "CSPM findings");
        alert.put("annotations", Map.of("desc", "Risks were found"));
        alert.put("results", List.of(Map.of("raw_results", rows)));
        alert.put("alert_time", 1629820800);
        return Map.of("alert", alert);
    }

    static Map<String, String> row(String instanceType, String checkItemName, String count) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("instance_type", instanceType);
        row.put("check_item_name", checkItemName);
        row.put("cnt", count);
        return row;
    }
}
