package io.github.cspmalert.examples.homes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Check results of some hours, with bursts and silences, and with names that nobody would choose. */
final class SeededLogs {

    private static final List<String> NAMES = List.of(
            "Public <b>bucket</b>",
            "MFA & root",
            "端口 22 开放",
            "it's \"quoted\"",
            "{{ alert.alert_name }}",
            "RDS backup");
    private static final List<String> TYPES = List.of("ECS", "RDS", "OSS", "RAM");

    private SeededLogs() {}

    static List<Map<String, String>> of(long seed, Instant from, Duration length) {
        Random random = new Random(seed);
        List<Map<String, String>> logs = new ArrayList<>();
        for (long minute = 0; minute < length.toMinutes(); minute++) {
            int burst = Math.floorMod(minute, 47) < 12 ? 0 : random.nextInt(4) == 0 ? 3 : random.nextInt(2);
            for (int i = 0; i < burst; i++) {
                logs.add(log(random, from.plusSeconds(minute * 60 + random.nextInt(60))));
            }
        }
        return logs;
    }

    private static Map<String, String> log(Random random, Instant at) {
        Map<String, String> log = new LinkedHashMap<>();
        log.put("__time__", String.valueOf(at.getEpochSecond()));
        log.put("__topic__", "sas-cspm-log");
        log.put("instance_type", TYPES.get(random.nextInt(TYPES.size())));
        log.put("instance_id", "i-" + random.nextInt(8));
        log.put("check_item_name", NAMES.get(random.nextInt(NAMES.size())));
        log.put("status", random.nextInt(3) == 0 ? "PASS" : "NOT_PASS");
        log.put("risk_level", List.of("HIGH", "MEDIUM", "LOW").get(random.nextInt(3)));
        log.put("start_time", String.valueOf(at.toEpochMilli()));
        return log;
    }
}
