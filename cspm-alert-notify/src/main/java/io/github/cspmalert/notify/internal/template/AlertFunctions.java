package io.github.cspmalert.notify.internal.template;

import com.hubspot.jinjava.objects.SafeString;
import io.github.cspmalert.notify.internal.template.FunctionTable.SlsFunction;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Functions that know what alerts are made of. In HTML they make mark-up and escape what they are given. */
final class AlertFunctions {

    /** The words of something in English and Chinese, and its colour where the service gives it one. */
    private record Words(String english, String chinese, String colour) {

        String in(Arguments args) {
            return args.text(1, "locale", "").startsWith("zh") ? chinese : english;
        }
    }

    private static final Map<String, Words> SEVERITIES = Map.of(
            "10", new Words("Critical", "严重", "#C40B2C"),
            "8", new Words("High", "高", "#E03C39"),
            "6", new Words("Medium", "中", "#D99000"),
            "4", new Words("Low", "低", "#3B82C4"),
            "2", new Words("Report", "报告", "#6B7280"));
    private static final Map<String, Words> STATUSES =
            Map.of("firing", new Words("Firing", "触发", "#E03C39"), "resolved", new Words("Resolved", "恢复", "#72C140"));
    private static final Map<String, Words> TYPES = Map.of(
            "sls_alert", new Words("SLS Alert", "日志服务告警", ""),
            "sls_pub", new Words("Pub Alert", "开放告警", ""),
            "sls_ml", new Words("Intelligent Inspection", "智能巡检", ""));
    private static final Map<String, Words> REGIONS = Map.ofEntries(
            Map.entry("cn-hangzhou", new Words("China (Hangzhou)", "华东1（杭州）", "")),
            Map.entry("cn-shanghai", new Words("China (Shanghai)", "华东2（上海）", "")),
            Map.entry("cn-qingdao", new Words("China (Qingdao)", "华北1（青岛）", "")),
            Map.entry("cn-beijing", new Words("China (Beijing)", "华北2（北京）", "")),
            Map.entry("cn-zhangjiakou", new Words("China (Zhangjiakou)", "华北3（张家口）", "")),
            Map.entry("cn-huhehaote", new Words("China (Hohhot)", "华北5（呼和浩特）", "")),
            Map.entry("cn-wulanchabu", new Words("China (Ulanqab)", "华北6（乌兰察布）", "")),
            Map.entry("cn-shenzhen", new Words("China (Shenzhen)", "华南1（深圳）", "")),
            Map.entry("cn-heyuan", new Words("China (Heyuan)", "华南2（河源）", "")),
            Map.entry("cn-guangzhou", new Words("China (Guangzhou)", "华南3（广州）", "")),
            Map.entry("cn-chengdu", new Words("China (Chengdu)", "西南1（成都）", "")),
            Map.entry("cn-hongkong", new Words("China (Hong Kong)", "中国（香港）", "")),
            Map.entry("ap-southeast-1", new Words("Singapore", "新加坡", "")),
            Map.entry("ap-southeast-3", new Words("Malaysia (Kuala Lumpur)", "马来西亚（吉隆坡）", "")),
            Map.entry("ap-southeast-5", new Words("Indonesia (Jakarta)", "印度尼西亚（雅加达）", "")),
            Map.entry("ap-northeast-1", new Words("Japan (Tokyo)", "日本（东京）", "")),
            Map.entry("eu-central-1", new Words("Germany (Frankfurt)", "德国（法兰克福）", "")),
            Map.entry("eu-west-1", new Words("UK (London)", "英国（伦敦）", "")),
            Map.entry("us-east-1", new Words("US (Virginia)", "美国（弗吉尼亚）", "")),
            Map.entry("us-west-1", new Words("US (Silicon Valley)", "美国（硅谷）", "")),
            Map.entry("me-east-1", new Words("UAE (Dubai)", "阿联酋（迪拜）", "")));
    private static final Map<String, Words> ANNOTATIONS = Map.of(
            "title", new Words("Title", "标题", ""),
            "desc", new Words("Description", "描述", ""),
            "job_id", new Words("Task ID", "任务ID", ""),
            "severity", new Words("Anomaly Severity", "异常程度", ""),
            "__pub_alert_app__", new Words("Application", "应用", ""));

    private AlertFunctions() {}

    static void addTo(Map<String, SlsFunction> table) {
        FunctionTable.filter(table, "format_type", args -> named(TYPES, args));
        FunctionTable.filter(table, "format_region", args -> named(REGIONS, args));
        FunctionTable.filter(table, "format_severity", args -> coloured(SEVERITIES, args));
        FunctionTable.filter(table, "format_status", args -> coloured(STATUSES, args));
        FunctionTable.filter(table, "to_list", args -> toList(args, Map.of()));
        FunctionTable.filter(table, "annotations_to_list", args -> toList(args, ANNOTATIONS));
        FunctionTable.filter(table, "blockquote", AlertFunctions::blockquote);
    }

    private static String named(Map<String, Words> table, Arguments args) {
        Words words = table.get(args.text());
        return words == null ? args.text() : words.in(args);
    }

    private static Object coloured(Map<String, Words> table, Arguments args) {
        Words words = table.get(args.text());
        if (words == null || !args.environment().html()) {
            return named(table, args);
        }
        return new SafeString("<font color=\"%s\">%s</font>".formatted(words.colour(), Escapes.html(words.in(args))));
    }

    private static Object toList(Arguments args, Map<String, Words> keys) {
        List<String[]> pairs = Values.map(args.value()).entrySet().stream()
                .map(entry -> new String[] {key(entry.getKey(), keys, args), Values.text(entry.getValue())})
                .toList();
        if (!args.environment().html()) {
            return pairs.stream()
                    .map(pair -> "[" + pair[0] + ": " + pair[1] + "]")
                    .collect(Collectors.joining());
        }
        return new SafeString(pairs.stream()
                .map(pair -> "<li>" + Escapes.html(pair[0]) + ": " + Escapes.html(pair[1]) + "</li>")
                .collect(Collectors.joining("", "<ul>", "</ul>")));
    }

    private static String key(@Nullable Object key, Map<String, Words> keys, Arguments args) {
        Words words = keys.get(String.valueOf(key));
        return words == null ? String.valueOf(key) : words.in(args);
    }

    private static Object blockquote(Arguments args) {
        return args.environment().html()
                ? new SafeString("<blockquote>" + Escapes.html(args.text()) + "</blockquote>")
                : args.text();
    }
}
