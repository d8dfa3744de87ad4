package io.github.cspmalert.notify.internal.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts changes of findings in the order in which people act on them. */
final class Changes {

    private static final List<String> SECTIONS =
            List.of("act", "reminder", "waiver_ending", "unobserved", "exempted", "fixed");

    private static final Set<String> IN_FULL = Set.of("act", "reminder", "waiver_ending");

    private final int maxFull;
    private final int maxBrief;
    private int full;
    private int brief;

    private Changes(int maxFull, int maxBrief) {
        this.maxFull = maxFull;
        this.maxBrief = maxBrief;
    }

    /**
     * {@return what is most urgent: the first change, how many are of its kind and risk, and how many check items those are about;
     * empty if nothing changed}
     */
    static Map<String, Object> headline(List<Map<?, ?>> changes) {
        if (changes.isEmpty()) {
            return Map.of();
        }
        Map<?, ?> first = changes.get(0);
        List<Map<?, ?>> same = changes.stream()
                .filter(each -> text(each, "change").equals(text(first, "change"))
                        && text(each, "risk").equals(text(first, "risk")))
                .toList();
        return Map.of(
                "change", text(first, "change"),
                "risk", text(first, "risk"),
                "check_item_name", text(first, "check_item_name"),
                "overdue", same.stream().anyMatch(each -> Boolean.TRUE.equals(each.get("overdue"))),
                "count", (long) same.size(),
                "checks", same.stream().map(Changes::check).distinct().count());
    }

    /**
     * {@return the sections that have changes, each with its check items, each of those with its changes: {@code full} of them all
     * to be shown in full, {@code brief} with a line, and the number of the others}
     */
    static List<Map<String, Object>> sections(List<Map<?, ?>> changes, int full, int brief) {
        return new Changes(full, brief).layOut(changes);
    }

    private List<Map<String, Object>> layOut(List<Map<?, ?>> changes) {
        Map<Integer, List<Map<?, ?>>> bySection = new TreeMap<>();
        changes.forEach(change -> bySection
                .computeIfAbsent(section(change), key -> new ArrayList<>())
                .add(change));
        List<Map<String, Object>> sections = new ArrayList<>();
        bySection.forEach((index, inSection) -> sections.add(section(SECTIONS.get(index), inSection)));
        return sections;
    }

    private Map<String, Object> section(String key, List<Map<?, ?>> changes) {
        Map<String, List<Map<?, ?>>> byCheck = new LinkedHashMap<>();
        changes.forEach(change -> byCheck.computeIfAbsent(check(change), check -> new ArrayList<>())
                .add(change));
        List<Map<String, Object>> checks = new ArrayList<>();
        int left = 0;
        for (List<Map<?, ?>> ofCheck : byCheck.values()) {
            Map<String, Object> check = check(key, ofCheck);
            left += (int) PostureFunctions.number(check, "left_out");
            if (check.containsKey("shown")) {
                checks.add(check);
            }
        }
        return Map.of("key", key, "count", (long) changes.size(), "checks", checks, "left_out", (long) left);
    }

    private Map<String, Object> check(String section, List<Map<?, ?>> changes) {
        Map<?, ?> first = changes.get(0);
        int inFull = IN_FULL.contains(section) ? Math.min(changes.size(), maxFull - full) : 0;
        int inBrief = Math.min(changes.size() - inFull, maxBrief - brief);
        full += inFull;
        brief += inBrief;
        Map<String, Object> check = new LinkedHashMap<>();
        for (String field : List.of("check_id", "check_item_name", "risk", "instance_type")) {
            check.put(field, text(first, field));
        }
        if (inFull + inBrief > 0) {
            check.put("shown", true);
        }
        check.put("count", (long) changes.size());
        check.put("full", changes.subList(0, inFull));
        check.put("brief", changes.subList(inFull, inFull + inBrief));
        check.put("left_out", (long) changes.size() - inFull - inBrief);
        return check;
    }

    private static int section(Map<?, ?> change) {
        return switch (text(change, "change")) {
            case "still_open" -> 1;
            case "waiver_ending" -> 2;
            case "unobserved" -> 3;
            case "exempted" -> 4;
            case "fixed" -> 5;
            // What is not known is shown where it is seen first.
            default -> 0;
        };
    }

    private static String check(Map<?, ?> change) {
        String id = text(change, "check_id");
        return text(change, "risk") + '\n' + (id.isEmpty() ? text(change, "check_item_name") : id);
    }

    private static String text(Map<?, ?> change, String field) {
        @Nullable Object value = change.get(field);
        return value == null ? "" : value.toString();
    }
}
