package io.github.cspmalert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Composes statements at random that both engines must take: WHERE, GROUP BY and aggregates over typed expressions. */
final class StatementGrammar {

    private static final List<String> TEXTS = List.of(
            "check_id",
            "check_item_name",
            "instance_id",
            "instance_name",
            "instance_type",
            "region_id",
            "risk_level",
            "status",
            "tags_list");
    private static final List<String> NUMBERS = List.of("owner_id", "start_time", "__time__");
    private static final List<String> WORDS =
            List.of("'PASS'", "'NOT_PASS'", "'ECS'", "'HIGH'", "''", "'漢字'", "'it''s'", "'i-1'", "'t1'", "'1'");
    private static final int DEPTH = 3;

    private final Random random;

    StatementGrammar(Random random) {
        this.random = random;
    }

    String statement() {
        List<String> keys = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String key = random.nextInt(4) == 0 ? bool(2) : random.nextInt(3) == 0 ? small() : shortText(2);
            items.add(key + " AS k" + keys.size());
            keys.add(Integer.toString(items.size()));
        }
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            items.add(aggregate() + " AS a" + items.size());
        }
        return "SELECT " + String.join(", ", items) + " FROM log"
                + (random.nextBoolean() ? " WHERE " + bool(DEPTH) : "")
                + (keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys))
                + (random.nextInt(4) == 0 ? " HAVING count(*) > " + random.nextInt(20) : "")
                + " LIMIT 100000";
    }

    private String aggregate() {
        String filter = random.nextInt(4) == 0 ? " FILTER (WHERE " + bool(2) + ")" : "";
        return pick(
                        () -> "count(*)",
                        () -> "count(" + any() + ")",
                        // Of an expression without a column, Presto counts rows.
                        () -> "count(DISTINCT " + pick("instance_id", "score", "lower(status)", "owner_id / 2") + ")",
                        () -> "sum(" + number(2) + ")",
                        () -> "sum(" + floating(2) + ")",
                        () -> "avg(" + number(1) + ")",
                        () -> "min(" + any() + ")",
                        () -> "max(" + any() + ")",
                        () -> "count_if(" + bool(2) + ")",
                        () -> "bool_or(" + bool(1) + ")",
                        () -> "max_by(" + any() + ", __time__)",
                        () -> "min_by(" + any() + ", __time__)")
                + filter;
    }

    private String any() {
        return pick(() -> text(2), () -> number(2), () -> floating(1));
    }

    private String text(int depth) {
        if (depth == 0) {
            return random.nextInt(4) == 0 ? pick(WORDS) : pick(TEXTS);
        }
        return pick(
                () -> text(0),
                () -> "lower(" + text(depth - 1) + ")",
                () -> "upper(" + pick("region_id", "status", "instance_type") + ")",
                () -> "substr(" + text(depth - 1) + ", " + (random.nextInt(7) - 3) + ")",
                () -> "substr(" + text(depth - 1) + ", " + (random.nextInt(5) - 2) + ", " + random.nextInt(4) + ")",
                () -> "coalesce(" + text(depth - 1) + ", " + pick(WORDS) + ")",
                () -> "nullif(" + text(depth - 1) + ", " + pick(WORDS) + ")",
                () -> "concat(" + text(depth - 1) + ", '-', " + text(depth - 1) + ")",
                () -> "replace(" + text(depth - 1) + ", 'a', 'b')",
                () -> "reverse(" + text(depth - 1) + ")",
                () -> "split_part(" + text(depth - 1) + ", '-', " + (1 + random.nextInt(3)) + ")",
                () -> "regexp_extract(" + text(depth - 1) + ", '[0-9]+')",
                () -> "if(" + bool(depth - 1) + ", " + text(depth - 1) + ", " + text(depth - 1) + ")",
                () -> "CASE WHEN " + bool(depth - 1) + " THEN " + text(depth - 1) + " END",
                () -> "json_extract_scalar(instance_result, '$." + pick("Port", "ok", "Region.id", "Ids[0]", "zz")
                        + "')");
    }

    /** Text of few values, to group by. */
    private String shortText(int depth) {
        return pick(
                () -> pick("instance_type", "region_id", "risk_level", "status", "check_id"),
                () -> "substr(" + text(depth - 1) + ", 1, 1)",
                () -> "json_extract_scalar(instance_result, '$.Region.id')",
                () -> "coalesce(risk_level, 'none')");
    }

    private String small() {
        return pick(
                () -> "owner_id",
                () -> "length(" + text(1) + ")",
                () -> "owner_id % 3",
                () -> "hour(from_unixtime(__time__))",
                () -> "cast(check_id AS bigint)");
    }

    private String number(int depth) {
        if (depth == 0) {
            return random.nextInt(4) == 0 ? Integer.toString(random.nextInt(9) - 4) : pick(NUMBERS);
        }
        return pick(
                () -> number(0),
                () -> "(" + number(depth - 1) + " + " + random.nextInt(5) + ")",
                () -> "(" + pick(NUMBERS) + " - " + pick(NUMBERS) + ")",
                () -> "(" + pick(NUMBERS) + " * " + random.nextInt(4) + ")",
                () -> "(" + number(depth - 1) + " / " + (1 + random.nextInt(4)) + ")",
                () -> "(" + number(depth - 1) + " % " + (1 + random.nextInt(6)) + ")",
                () -> "length(" + text(depth - 1) + ")",
                () -> "strpos(" + text(depth - 1) + ", '-')",
                () -> "try_cast(" + text(depth - 1) + " AS bigint)",
                () -> "cast(" + floating(depth - 1) + " AS bigint)",
                () -> "abs(" + number(depth - 1) + ")",
                () -> "cardinality(split(tags_list, ','))",
                () -> "json_array_length(json_extract(instance_result, '$.Ids'))");
    }

    private String floating(int depth) {
        if (depth == 0) {
            return random.nextInt(4) == 0 ? Double.toString(random.nextInt(80) / 8.0 - 4) : "score";
        }
        return pick(
                () -> floating(0),
                () -> "(" + floating(depth - 1) + " + " + number(0) + ")",
                () -> "(" + floating(depth - 1) + " * 2.5)",
                () -> "(" + floating(depth - 1) + " / " + (1 + random.nextInt(4)) + ")",
                () -> "round(" + floating(depth - 1) + ")",
                () -> "floor(" + floating(depth - 1) + ")",
                () -> "try_cast(" + text(depth - 1) + " AS double)");
    }

    private String bool(int depth) {
        if (depth == 0) {
            return pick("status = 'PASS'", "risk_level IS NULL", "score > 0", "owner_id IN (1, 2, NULL)");
        }
        return pick(
                () -> bool(0),
                () -> "(" + bool(depth - 1) + " AND " + bool(depth - 1) + ")",
                () -> "(" + bool(depth - 1) + " OR " + bool(depth - 1) + ")",
                () -> "NOT " + bool(depth - 1),
                () -> text(depth - 1) + pick(" = ", " <> ", " < ", " >= ") + pick(WORDS),
                () -> number(depth - 1) + pick(" = ", " > ", " <= ") + number(depth - 1),
                () -> text(depth - 1) + " LIKE '" + pick("%a%", "i-_", "NOT\\_%' ESCAPE '\\", "%") + "'",
                () -> text(depth - 1) + " IN (" + pick(WORDS) + ", " + pick(WORDS) + ")",
                () -> number(depth - 1) + " BETWEEN 0 AND " + random.nextInt(9),
                () -> any() + " IS NOT NULL",
                () -> text(depth - 1) + " IS DISTINCT FROM " + text(0),
                () -> "regexp_like(" + text(depth - 1) + ", '^[A-Za-z]')",
                () -> "contains(split(tags_list, ','), " + pick(WORDS) + ")");
    }

    @SafeVarargs
    private String pick(Supplier<String>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
