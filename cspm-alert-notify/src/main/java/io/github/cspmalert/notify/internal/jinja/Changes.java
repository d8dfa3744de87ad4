package io.github.cspmalert.notify.internal.jinja;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts changes of findings in the order in which people act on them. */
final class Changes {

    private static final List<String> SECTIONS =
            List.of("act", "reminder", "waiver_ending", "unobserved", "exempted", "fixed");

    /** The kinds of change, most urgent first. */
    static final List<String> KINDS =
            List.of("new", "reopened", "risk_raised", "still_open", "waiver_ending", "unobserved", "exempted", "fixed");

    private static final int MAX_DETAILS = 6;
    private static final int MAX_STANDARDS = 5;

    /** How many check items get guidance. */
    private static final int MAX_GUIDED = 8;

    /** What all rows may take: mail programs cut a mail at about 100 kB, and the frame and the guidance need their part. */
    private static final long MAX_BYTES = 58_000;

    // The mark-up around the values of a heading and of rows.
    private static final int HEADING_BYTES = 350;
    private static final int FULL_BYTES = 400;
    private static final int BRIEF_BYTES = 200;

    // Shown in another form, or above all rows.
    private static final List<String> NOT_SHOWN = List.of(
            "id",
            "vendor",
            "check_item_name",
            "instance_result",
            "instance_name",
            "instance_id",
            "region_id",
            "source",
            "account_id",
            "enrichment");

    private static final Set<String> IN_FULL = Set.of("act", "reminder", "waiver_ending");

    private final int maxFull;
    private final int maxBrief;
    private int full;
    private int brief;
    private int guided;
    private long room = MAX_BYTES;

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
                "all_listed", same.size() == changes.size(),
                "count", (long) same.size(),
                "checks", same.stream().map(Changes::check).distinct().count());
    }

    /**
     * {@return the sections that have changes, each with its check items, each of those with its changes: at most
     * {@code full} of them all to be shown in full, {@code brief} with a line, as far as a mail has room, and the number of the others}
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
        long unlisted = 0;
        for (List<Map<?, ?>> ofCheck : byCheck.values()) {
            Map<String, Object> check = check(ofCheck, IN_FULL.contains(key));
            if (PostureFunctions.number(check, "left_out") < ofCheck.size()) {
                checks.add(check);
            } else {
                unlisted += ofCheck.size();
            }
        }
        return Map.of("key", key, "count", (long) changes.size(), "checks", checks, "unlisted", unlisted);
    }

    private Map<String, Object> check(List<Map<?, ?>> changes, boolean inFull) {
        Map<?, ?> first = changes.get(0);
        List<Map<String, Object>> fullRows = new ArrayList<>();
        List<Map<String, Object>> briefRows = new ArrayList<>();
        // What is to be done on most resources alike is said once.
        String advice = inFull ? advice(first) : "";
        List<String> standards = inFull ? standards(first) : List.of();
        boolean fits = take(HEADING_BYTES
                + bytes(TextFunctions.shorten(text(first, "check_item_name"), 120))
                + bytes(advice)
                + bytes(standards));
        for (Map<?, ?> change : fits ? changes : List.<Map<?, ?>>of()) {
            Map<String, Object> row = inFull && full < maxFull ? full(change, advice) : brief(change);
            if (row.containsKey("details") && take(FULL_BYTES + bytes(row.values()))) {
                fullRows.add(row);
                full++;
            } else if (brief < maxBrief
                    && take(BRIEF_BYTES + bytes(List.of(row.get("name"), row.get("shown_id"), row.get("place"))))) {
                briefRows.add(row);
                brief++;
            }
        }
        Map<String, Object> check = new LinkedHashMap<>();
        for (String field : List.of("check_id", "check_item_name", "risk", "instance_type")) {
            check.put(field, text(first, field));
        }
        check.put("advice", fullRows.isEmpty() ? "" : advice);
        check.put("standards", fullRows.isEmpty() ? List.of() : standards);
        check.put("guided", !fullRows.isEmpty() && ++guided <= MAX_GUIDED);
        check.put("count", (long) changes.size());
        check.put("full", fullRows);
        check.put("brief", briefRows);
        check.put("left_out", (long) changes.size() - fullRows.size() - briefRows.size());
        return check;
    }

    private boolean take(long bytes) {
        boolean fits = bytes <= room;
        room -= fits ? bytes : 0;
        return fits;
    }

    private static long bytes(Iterable<?> values) {
        long bytes = 0;
        for (Object value : values) {
            bytes += value instanceof Map<?, ?> map
                    ? bytes(map.values())
                    : value instanceof List<?> list ? bytes(list) : value instanceof String text ? bytes(text) : 0;
        }
        return bytes;
    }

    /** {@return how many bytes a text has at most when it is escaped} */
    private static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c >= 0x80 ? 3 : c == '&' || c == '<' || c == '>' || c == '"' || c == '\'' ? 6 : 1;
        }
        return bytes;
    }

    /** {@return a change with what a line about it needs: the resource's name, its id unless that is the name, and where it is} */
    private static Map<String, Object> brief(Map<?, ?> change) {
        Map<String, Object> brief = new LinkedHashMap<>();
        change.forEach((key, value) -> brief.put(String.valueOf(key), value));
        NOT_SHOWN.forEach(brief::remove);
        String id = TextFunctions.shorten(text(change, "instance_id"), 64);
        String known = enrichment(change, "resource_name");
        String name = TextFunctions.shorten(known.isEmpty() ? text(change, "instance_name") : known, 80);
        brief.put("name", name.isEmpty() ? id : name);
        brief.put("shown_id", name.isEmpty() || name.equals(id) ? "" : id);
        brief.put("place", place(change));
        return brief;
    }

    private static String place(Map<?, ?> change) {
        String source = text(change, "source");
        String account = text(change, "account_id");
        String name = enrichment(change, "account_name");
        List<String> parts = new ArrayList<>(List.of(text(change, "region_id"), name.isEmpty() ? source : name));
        parts.add(account.equals(parts.get(1)) ? "" : account);
        return parts.stream()
                .filter(part -> !part.isEmpty())
                .map(part -> TextFunctions.shorten(part, 40))
                .collect(Collectors.joining(" · "));
    }

    /**
     * {@return a change as {@link #brief}, with what CSPM says about the resource, the link to its page, and what is to be done
     * unless that was said for all}
     */
    private static Map<String, Object> full(Map<?, ?> change, String said) {
        Map<String, Object> full = brief(change);
        List<Map<String, String>> details = InstanceDetails.of(text(change, "instance_result"));
        String advice = advice(change);
        full.put("advice", advice.equals(said) ? "" : TextFunctions.shorten(advice, 200));
        Set<Object> known = new HashSet<>(
                List.of(text(change, "instance_id"), text(change, "instance_name"), text(change, "region_id")));
        full.put(
                "page",
                details.stream()
                        .map(each -> each.getOrDefault("link", ""))
                        .filter(link -> !link.isEmpty())
                        .findFirst()
                        .orElse(""));
        full.put(
                "details",
                details.stream()
                        .filter(each -> !known.contains(each.get("value")))
                        .limit(MAX_DETAILS)
                        .map(each -> TextFunctions.shorten(each.getOrDefault("name", ""), 40) + ": "
                                + TextFunctions.shorten(each.getOrDefault("value", ""), 120))
                        .toList());
        return full;
    }

    private static String advice(Map<?, ?> change) {
        return TextFunctions.shorten(enrichment(change, "remediation"), 600);
    }

    private static List<String> standards(Map<?, ?> change) {
        return change.get("enrichment") instanceof Map<?, ?> known && known.get("standards") instanceof List<?> names
                ? names.stream()
                        .map(name -> TextFunctions.shorten(String.valueOf(name), 80))
                        .limit(MAX_STANDARDS)
                        .toList()
                : List.of();
    }

    /** {@return what an enricher knows, where there is one} */
    private static String enrichment(Map<?, ?> change, String field) {
        return change.get("enrichment") instanceof Map<?, ?> known ? text(known, field) : "";
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
