package io.github.cspmalert.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.notify.email.EmailNotifier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four weeks, over real HTTP and SMTP, against a plain count over the records. */
class SimulatedMonthTest {

    private static final Map<String, Set<String>> PRODUCTS = Map.of(
            "platform", Set.of("ECS", "SLB", "VPC", "CSK", "NAS", "CDN", "WAF", "EIP", "ACR", "DDOS"),
            "data", Set.of("RDS", "POLARDB", "POSTGRESQL", "MONGODB", "KVSTORE", "OSS", "SDDP"),
            "identity", Set.of("RAM", "ACTIONTRAIL", "CAS"));

    @TempDir
    private Path folder;

    @Test
    void month_threeOwners_eachHearsOfTheirOwnOnceAndNobodyWithoutNews() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (EmailNotifier mail = EmailNotifier.builder(
                                "smtp://127.0.0.1:" + server.getSmtp().getPort() + "?starttls=none")
                        .from("cspm-alert@example.com", "CSPM alert")
                        .build();
                SimulatedMonth month = new SimulatedMonth(mail, folder.resolve("ledger"))) {
            for (int day = 1; day <= SimulatedMonth.DAYS; day++) {
                Map<String, Naive> before = naive(month.records());
                month.day(day);
                Map<String, Naive> after = naive(month.records());
                if (day > 1) {
                    assertThat(openings(month, day)).as("day " + day).isEqualTo(changes(before, after));
                }
            }
            assertThat(server.getReceivedMessages()).hasSameSizeAs(month.told());
            for (SimulatedMonth.Told told : month.told()) {
                assertTheirs(told);
            }
            assertThat(month.articleMails()).hasSizeGreaterThan(month.told().size());
        } finally {
            server.stop();
        }
    }

    private static void assertTheirs(SimulatedMonth.Told told) {
        Notification notification = told.notification();
        String recipient = notification.to().get(0).recipientId();
        assertThat(notification.to()).hasSize(1);
        if (told.day() > 1) {
            assertThat(told.alert().fireResults()).as("news for " + recipient).isNotEmpty();
        }
        for (LogRow row : told.alert().fireResults()) {
            assertThat(owner(row.get("instance_type").orElseThrow())).isEqualTo(recipient);
        }
    }

    private static String owner(String product) {
        return PRODUCTS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(product))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("security");
    }

    /** {@return what was told of openings and closings by checks on a day, each once} */
    private static Set<String> openings(SimulatedMonth month, int day) {
        List<String> all = new ArrayList<>();
        month.told().stream()
                .filter(told -> told.day() == day)
                .flatMap(told -> told.alert().fireResults().stream())
                .filter(row -> !Set.of("unobserved", "risk_raised")
                        .contains(row.get("change").orElse("")))
                .forEach(row -> all.add(
                        row.get("change").orElse("") + " " + row.get("check_id").orElse("") + "@"
                                + row.get("instance_type").orElse("") + "/"
                                + row.get("instance_id").orElse("")));
        Set<String> once = new TreeSet<>(all);
        assertThat(all).hasSameSizeAs(once);
        return once;
    }

    private record Naive(boolean everOpen, boolean open, String status) {}

    private static Map<String, Naive> naive(List<CheckResult> records) {
        Map<String, TreeMap<Instant, CheckResult>> byKey = new HashMap<>();
        for (CheckResult record : records) {
            if (!record.status().isTransient()) {
                byKey.computeIfAbsent(key(record), each -> new TreeMap<>())
                        .merge(
                                record.time().orElseThrow(),
                                record,
                                (one, other) -> rank(one) >= rank(other) ? one : other);
            }
        }
        Map<String, Naive> stands = new HashMap<>();
        byKey.forEach((key, each) -> {
            CheckResult last = each.lastEntry().getValue();
            boolean ever = each.values().stream().anyMatch(record -> rank(record) == 2);
            stands.put(key, new Naive(ever, rank(last) == 2, last.status().text()));
        });
        return stands;
    }

    // Resources of different kinds may share an id.
    private static String key(CheckResult record) {
        return record.checkId() + "@" + record.instanceType().text() + "/" + record.instanceId();
    }

    private static int rank(CheckResult record) {
        return switch (record.status().text()) {
            case "PASS" -> 0;
            case "WHITELIST" -> 1;
            default -> 2;
        };
    }

    private static Set<String> changes(Map<String, Naive> before, Map<String, Naive> after) {
        Set<String> keys = new HashSet<>(after.keySet());
        Set<String> changes = new TreeSet<>();
        for (String key : keys) {
            Naive was = before.getOrDefault(key, new Naive(false, false, ""));
            Naive now = after.get(key);
            if (now.open() && !was.open()) {
                changes.add((was.everOpen() ? "reopened " : "new ") + key);
            } else if (!now.open() && was.open()) {
                changes.add((now.status().equals("PASS") ? "fixed " : "exempted ") + key);
            }
        }
        return changes;
    }
}
