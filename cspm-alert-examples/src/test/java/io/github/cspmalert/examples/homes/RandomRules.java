package io.github.cspmalert.examples.homes;

import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Rules with whatever both homes carry out. */
final class RandomRules {

    /** A statement, with its columns that hold numbers, and those that hold texts. */
    private record Statement(String text, List<String> numbers, List<String> texts) {}

    private static final List<Statement> STATEMENTS = List.of(
            new Statement("status:NOT_PASS | SELECT count(*) AS cnt", List.of("cnt"), List.of()),
            new Statement(
                    """
                    status:NOT_PASS | SELECT instance_type, check_item_name, count(*) AS cnt
                    GROUP BY instance_type, check_item_name ORDER BY instance_type, check_item_name""",
                    List.of("cnt"),
                    List.of("instance_type", "check_item_name")),
            new Statement(
                    "* | SELECT instance_id, risk_level, count(*) AS cnt, max(start_time) AS latest"
                            + " GROUP BY instance_id, risk_level ORDER BY instance_id, risk_level LIMIT 1000",
                    List.of("cnt", "latest"),
                    List.of("instance_id", "risk_level")),
            new Statement(
                    "status:NOT_PASS and risk_level:HIGH",
                    List.of("start_time"),
                    List.of("instance_type", "instance_id", "status", "check_item_name")),
            new Statement(
                    "risk_level:LOW | SELECT instance_type, count(*) AS cnt, avg(start_time) AS mean"
                            + " GROUP BY instance_type HAVING count(*) > 2 ORDER BY instance_type",
                    List.of("cnt", "mean"),
                    List.of("instance_type")),
            new Statement(
                    "* | SELECT status, count(*) AS cnt, CASE WHEN count(*) > 8 THEN NULL ELSE 'few' END AS odd"
                            + " GROUP BY status ORDER BY status",
                    List.of("cnt"),
                    List.of("status", "odd")),
            new Statement(
                    "* | SELECT __time__ AS at, instance_id, instance_type, check_item_name"
                            + " ORDER BY at, instance_id, instance_type, check_item_name",
                    List.of("at"),
                    List.of("instance_id", "instance_type", "check_item_name")),
            new Statement(
                    "* | SELECT instance_type, instance_id, start_time AS cnt ORDER BY instance_id, instance_type, cnt LIMIT 160",
                    List.of("cnt"),
                    List.of("instance_type", "instance_id")),
            new Statement("status:NOBODY", List.of("start_time"), List.of("instance_type")));

    private final Random random;

    RandomRules(Random random) {
        this.random = random;
    }

    /** A rule that names nobody yet. */
    AlertRuleBuilder next(String id, Schedule schedule) {
        AlertRuleBuilder rule = AlertRule.builder(id)
                .displayName(pick("Findings ", "检查 ", "<i>R&D</i> ") + id)
                .schedule(schedule)
                .threshold(pick(1, 1, 1, 2, 3))
                .sendResolved(random.nextBoolean())
                .autoAnnotation(random.nextBoolean());
        List<Statement> statements = statements();
        TimeSpan timeSpan = timeSpan();
        statements.forEach(statement -> rule.addQuery(Query.of(statement.text(), timeSpan)));
        List<SetOperation> operations = operations(statements);
        rule.setOperations(operations.toArray(SetOperation[]::new));
        triggers(rule, statements, operations);
        if (random.nextInt(4) == 0) {
            rule.fireOnNoData(pick(Severity.values()));
        }
        if (random.nextInt(3) == 0) {
            rule.addLabel("team", pick("blue", "red & green")).addLabel("area", "cloud");
        }
        rule.addAnnotation("title", pick("${alert_name}", "${alert_id}: ${__pass_count__} of ${__count__}", "Title"));
        rule.addAnnotation(
                "desc", "${__0_count__}/${__1_count__} ${aliuid} ${project} " + placeholders(statements.get(0)));
        return rule;
    }

    private String placeholders(Statement statement) {
        return String.join(
                " ",
                Stream.concat(statement.numbers().stream(), statement.texts().stream())
                        .map(column -> "${" + pick(column, " " + column + " ") + "}")
                        .toList());
    }

    Schedule schedule() {
        return switch (random.nextInt(9)) {
            case 0 -> Schedule.cron("0/20 * * * *", ZoneOffset.ofHours(8));
            case 1 -> Schedule.cron("5,35 9-11 * * MON-FRI", ZoneOffset.ofHours(pick(8, 7)));
            case 2 -> Schedule.hourly();
            case 3 -> Schedule.daily(pick(9, 10, 11));
            case 4 -> Schedule.weekly(java.time.DayOfWeek.MONDAY, pick(9, 12));
            default -> fixedRate();
        };
    }

    Schedule fixedRate() {
        return Schedule.fixedRate(Duration.ofMinutes(pick(20, 30, 30, 45)));
    }

    private List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        int count = pick(1, 1, 1, 2, 2, 3);
        for (int i = 0; i < count; i++) {
            statements.add(STATEMENTS.get(random.nextInt(STATEMENTS.size())));
        }
        return statements;
    }

    private TimeSpan timeSpan() {
        return switch (random.nextInt(8)) {
            case 0 -> TimeSpan.truncated(1, ChronoUnit.HOURS);
            case 1 -> TimeSpan.today();
            case 2 -> TimeSpan.custom(Duration.ofMinutes(70), Duration.ofMinutes(10));
            case 3, 4 -> TimeSpan.relative(Duration.ofHours(1));
            default -> TimeSpan.relative(Duration.ofMinutes(5));
        };
    }

    private List<SetOperation> operations(List<Statement> statements) {
        List<SetOperation> operations = new ArrayList<>();
        for (int i = 1; i < statements.size(); i++) {
            SetOperation.Type type = pick(SetOperation.Type.values());
            boolean product = type == SetOperation.Type.CROSS_JOIN && statements.size() == 3;
            SetOperation.Type bounded = product ? SetOperation.Type.CONCAT : type;
            operations.add(new SetOperation(
                    bounded, bounded.conditional() ? joining(statements.get(i - 1), statements.get(i), i) : ""));
        }
        return operations;
    }

    private String joining(Statement left, Statement right, int query) {
        List<String> shared =
                left.texts().stream().filter(right.texts()::contains).toList();
        String field = shared.isEmpty() ? "instance_type" : shared.get(random.nextInt(shared.size()));
        String before = "$" + (query - 1) + ".";
        String equal = before + field + " == $" + query + "." + field;
        return switch (random.nextInt(4)) {
            case 0 -> equal + " && " + before + "cnt > $" + query + ".cnt";
            case 1 -> "$" + query + ".cnt <= " + before + "cnt";
            default -> equal;
        };
    }

    private void triggers(AlertRuleBuilder rule, List<Statement> statements, List<SetOperation> operations) {
        List<String> numbers =
                columns(statements.stream().map(Statement::numbers).toList());
        List<String> texts = columns(statements.stream().map(Statement::texts).toList());
        RandomExpressions expressions = new RandomExpressions(random, numbers, texts);
        List<Severity> severities = List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW);
        int count = pick(1, 1, 2, 3);
        for (int i = 0; i < count; i++) {
            rule.addSeverity(severities.get(i), trigger(expressions, i == count - 1));
        }
        List<String> fields = statements.get(0).texts();
        if (!fields.isEmpty() && random.nextBoolean()) {
            boolean joined = !operations.isEmpty();
            String field = fields.get(0);
            rule.groupEvaluation(
                    fields.size() > 1 && !joined && random.nextBoolean()
                            ? GroupEvaluation.by(field, fields.get(1))
                            : GroupEvaluation.by(joined && random.nextBoolean() ? "$0." + field : field));
        }
    }

    // One query needs no number; several are told apart by theirs, now and then.
    private List<String> columns(List<List<String>> each) {
        if (each.size() == 1) {
            return each.get(0);
        }
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < each.size(); i++) {
            String query = "$" + i + ".";
            each.get(i).forEach(column -> columns.add(random.nextInt(4) == 0 ? column : query + column));
        }
        return columns;
    }

    private Trigger trigger(RandomExpressions expressions, boolean last) {
        return switch (random.nextInt(last ? 6 : 4)) {
            case 0, 1 -> Trigger.matches(expressions.next());
            case 2 -> Trigger.rowCount(pick("__count__ > 3", "__count__ >= 2 && __count__ < 9", "__count__ == 0"));
            case 3 -> Trigger.matches(expressions.next(), pick("__count__ > 1", "__count__<5", "__count__ == 0"));
            default -> Trigger.dataIsReturned();
        };
    }

    int pick(Integer... values) {
        return values[random.nextInt(values.length)];
    }

    String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    private <E extends Enum<E>> E pick(E[] values) {
        return Stream.of(values).skip(random.nextInt(values.length)).findFirst().orElseThrow();
    }
}
