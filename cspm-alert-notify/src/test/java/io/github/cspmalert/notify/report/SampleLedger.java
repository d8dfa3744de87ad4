package io.github.cspmalert.notify.report;

import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.check.InstanceSubType;
import io.github.cspmalert.check.InstanceType;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.notify.report.Ledgers.Check;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.OwnerResolver;
import io.github.cspmalert.posture.Owners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A ledger as three accounts have one after three months: seeded, so the same each time. */
final class SampleLedger {

    static final long SEED = 20_261_128;

    private static final List<String> ACCOUNTS = List.of("prod-emea", "prod-apac", "sandbox");
    private static final List<String> REGIONS = List.of("cn-hangzhou", "ap-southeast-1", "eu-central-1");
    private static final List<String> NAMES =
            List.of("web", "billing", "支付网关", "データ基盤", "archive", "ci-runner", "customer-export");

    private record Item(String id, String name, InstanceType product, String subType, RiskLevel risk) {}

    private static final List<Item> ITEMS = List.of(
            new Item("11", "Origin fetch configuration", InstanceType.CDN, "INSTANCE", RiskLevel.MEDIUM),
            new Item(
                    "5",
                    "OSS-PublicReadOpenManifestFileWithoutEncryption",
                    InstanceType.OSS,
                    "INSTANCE",
                    RiskLevel.HIGH),
            new Item("68", "AdministratorAccess Policy Attachment", InstanceType.RAM, "USER", RiskLevel.HIGH),
            new Item(
                    "170",
                    "Ensure no security groups allow ingress from 0.0.0.0/0 to port 22",
                    InstanceType.ECS,
                    "SECURITY_GROUP",
                    RiskLevel.HIGH),
            new Item("33", "RDS - Whitelist Configuration", InstanceType.RDS, "INSTANCE", RiskLevel.HIGH),
            new Item("3", "开启恶意主机行为防御功能", InstanceType.ECS, "INSTANCE", RiskLevel.MEDIUM),
            new Item("91", "Enable deletion protection", InstanceType.SLB, "INSTANCE", RiskLevel.LOW),
            new Item("42", "Hotlink Protection Configurations", InstanceType.OSS, "INSTANCE", RiskLevel.LOW));

    static final OwnerResolver OWNERS = Owners.builder()
            .add(FindingFilter.builder().products("RDS").build(), "team-data")
            .add(FindingFilter.builder().accounts("prod-emea").build(), "team-emea")
            .add(FindingFilter.builder().accounts("prod-apac").build(), "team-apac", "duty")
            .build();

    static final List<Waiver> WAIVERS = List.of(
            waiver("hotlinks", FindingFilter.builder().checkIds("42").build(), "Pictures are meant to be linked.", 200),
            waiver(
                    "old-admins",
                    FindingFilter.builder().checkIds("68").accounts("sandbox").build(),
                    "Moves to roles this year.",
                    9),
            waiver("ssh", FindingFilter.builder().checkIds("170").build(), "Until the bastion is there.", -3),
            waiver("gone", FindingFilter.builder().resources("no-such-*").build(), "A test that is over.", 90));

    private SampleLedger() {}

    private static Waiver waiver(String id, FindingFilter filter, String reason, int days) {
        return new Waiver(id, filter, reason, "ciso", Ledgers.NOW.plus(Duration.ofDays(days)));
    }

    static Ledgers of(int findings) {
        Ledgers ledger = new Ledgers().withAccount("prod-emea", 84).withAccount("prod-apac", 84);
        each(findings, ledger::with);
        return ledger.withAccount("sandbox", 3);
    }

    private static void each(int findings, Consumer<Finding> to) {
        Random random = new Random(SEED);
        for (int i = 0; i < findings; i++) {
            Item item = ITEMS.get(random.nextInt(ITEMS.size()));
            String account = ACCOUNTS.get(random.nextInt(10) * 3 / 10);
            String region = REGIONS.get(random.nextInt(REGIONS.size()));
            String name = NAMES.get(random.nextInt(NAMES.size())) + "-" + i;
            to.accept(Ledgers.finding(
                    account,
                    name,
                    builder -> builder.checkId(item.id())
                            .checkItemName(item.name())
                            .instanceType(item.product())
                            .instanceSubType(InstanceSubType.of(item.subType()))
                            .regionId(region),
                    history(random, item.risk())));
        }
    }

    private static Check[] history(Random random, RiskLevel risk) {
        List<Check> checks = new ArrayList<>();
        int opened = 1 + (int) (Math.pow(random.nextDouble(), 2) * 84);
        checks.add(Ledgers.failed(opened, risk));
        double end = random.nextDouble();
        if (end < 0.35 && opened > 2) {
            int closed = random.nextInt(opened - 1) + 1;
            checks.add(new Check(Duration.ofDays(closed), end < 0.3 ? CheckStatus.PASS : CheckStatus.WHITELIST, risk));
            if (end < 0.03 && closed > 1) {
                checks.add(Ledgers.failed(closed - 1, risk));
            }
        } else {
            checks.add(Ledgers.failed(0, risk));
        }
        return checks.toArray(Check[]::new);
    }
}
