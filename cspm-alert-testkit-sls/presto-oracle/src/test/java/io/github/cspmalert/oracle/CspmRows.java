package io.github.cspmalert.oracle;

import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Key;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random check results, the same for both engines: with NULLs, odd text and broken JSON among them. */
final class CspmRows {

    static final int START = 1_719_400_000;
    static final int END = START + 200_000;

    enum Kind {
        TEXT,
        LONG,
        DOUBLE
    }

    private static final List<String> TYPES = List.of("ECS", "RDS", "OSS", "RAM", "SLB", "VPC");
    private static final List<String> STATUSES = List.of("NOT_CHECK", "CHECKING", "PASS", "NOT_PASS", "WHITELIST");
    private static final List<String> RISKS = List.of("LOW", "MEDIUM", "HIGH");
    private static final List<String> REGIONS = List.of("cn-hangzhou", "cn-beijing", "ap-southeast-1");
    private static final List<String> ITEMS = List.of(
            "Ensure no security groups allow ingress from 0.0.0.0/0 to port 22",
            "AdministratorAccess Policy Attachment",
            "使用SSH密钥对登录",
            "RDS - Whitelist Configuration",
            "开启公网访问");
    private static final List<String> ODD = List.of(
            "", " ", "it's", "\"quoted\"", "100%", "a_b", "漢字", "é", "😀", "null", "tab\there", "a,b;c", "-1", "1e3");

    private final Map<String, Kind> columns = new LinkedHashMap<>();
    private final List<List<Object>> rows = new ArrayList<>();

    CspmRows(long seed, int size) {
        columns.put("__time__", Kind.LONG);
        for (String name : List.of(
                "check_id",
                "check_item_name",
                "instance_id",
                "instance_name",
                "instance_result",
                "instance_type",
                "region_id",
                "risk_level",
                "status",
                "tags_list")) {
            columns.put(name, Kind.TEXT);
        }
        columns.put("start_time", Kind.LONG);
        columns.put("owner_id", Kind.LONG);
        columns.put("score", Kind.DOUBLE);
        Random random = new Random(seed);
        for (int i = 0; i < size; i++) {
            rows.add(row(i, random));
        }
    }

    Map<String, Kind> columns() {
        return columns;
    }

    /** Rows of values in the order of the columns; null where a log lacks the field. */
    List<List<Object>> rows() {
        return rows;
    }

    private List<Object> row(int number, Random random) {
        int check = random.nextInt(ITEMS.size());
        List<Object> row = new ArrayList<>();
        // No two rows of one second, so that "the latest" is one row.
        row.add((long) START + number * 61L % (END - START));
        row.add(Integer.toString(check + 1));
        row.add(ITEMS.get(check));
        row.add("i-" + random.nextInt(40));
        row.add(orNull(4, random, random.nextInt(3) == 0 ? pick(ODD, random) : "host-" + random.nextInt(30)));
        row.add(orNull(10, random, json(random)));
        row.add(pick(TYPES, random));
        row.add(pick(REGIONS, random));
        row.add(orNull(20, random, pick(RISKS, random)));
        row.add(pick(STATUSES, random));
        row.add(orNull(8, random, list(random)));
        row.add(orNull(15, random, (long) START + random.nextInt(200_000)));
        row.add(orNull(5, random, (long) random.nextInt(7)));
        row.add(orNull(6, random, random.nextInt(2000) / 8.0 - 100));
        return row;
    }

    private static Object orNull(int oneIn, Random random, Object value) {
        return random.nextInt(oneIn) == 0 ? null : value;
    }

    private static String json(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "{bad";
            case 1 -> "{\"Checks\":[{\"a\":" + random.nextInt(5) + "},{}],\"ok\":true,\"n\":null}";
            case 2 -> "[1,2,\"x\"]";
            default ->
                "{\"Checks\":[],\"Port\":" + random.nextInt(100) + ",\"Region\":{\"id\":\"r" + random.nextInt(3)
                        + "\",\"a.b\":\"dot\"},\"Ids\":[\"u" + random.nextInt(4) + "\",\"u" + random.nextInt(4)
                        + "\"]}";
        };
    }

    private static String list(Random random) {
        StringBuilder list = new StringBuilder("t" + random.nextInt(4));
        for (int i = random.nextInt(4); i > 0; i--) {
            list.append(',').append('t').append(random.nextInt(4));
        }
        return list.toString();
    }

    private static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    LogstoreIndex index() {
        Map<String, Key> keys = new LinkedHashMap<>();
        columns.forEach((name, kind) -> keys.put(name, new Key(type(kind), true, false, ", /", "")));
        return new LogstoreIndex(null, keys);
    }

    private static Type type(Kind kind) {
        return switch (kind) {
            case TEXT -> Type.TEXT;
            case LONG -> Type.LONG;
            case DOUBLE -> Type.DOUBLE;
        };
    }

    List<LogEntry> logs() {
        List<LogEntry> logs = new ArrayList<>();
        List<String> names = List.copyOf(columns.keySet());
        for (List<Object> row : rows) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (int i = 1; i < names.size(); i++) {
                if (row.get(i) != null) {
                    fields.put(names.get(i), row.get(i).toString());
                }
            }
            logs.add(new LogEntry(((Long) row.get(0)).intValue(), "sas-cspm-log", "", Map.of(), fields));
        }
        return logs;
    }
}
