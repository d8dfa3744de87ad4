package io.github.cspmalert.testkit;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes resources with ids and names of the shapes that the products use. Not thread-safe. */
final class ResourceFactory {

    /** A region, the letters that ids made there begin with, and the share of resources up to and including it. */
    private record Region(String id, String code, double upTo) {}

    private static final List<Region> REGIONS = List.of(
            new Region("cn-hangzhou", "bp1", 0.50),
            new Region("cn-shanghai", "uf6", 0.70),
            new Region("cn-beijing", "2ze", 0.85),
            new Region("ap-southeast-1", "t4n", 0.95),
            new Region("ap-northeast-1", "6we", 1.00));

    private static final List<String> STAGES = List.of("prod", "staging", "test", "dr");
    private static final List<String> TEAMS = List.of("web", "orders", "payments", "search", "reporting", "iot");
    private static final List<String> TEAMS_CJK = List.of("订单", "支付", "搜索", "報表", "開発チーム", "受注管理");
    private static final List<String> PEOPLE = List.of("li.wei", "zhang.min", "tanaka", "o.brien", "garcia", "deploy");

    /** What tenants have been seen to write, and what somebody will try. */
    private static final List<String> ODD_NAMES = List.of(
            "O'Brien's \"old\" box",
            "<b>legacy</b> & co",
            "<script>alert(1)</script>",
            "{{ alert.aliuid }} {% raw %}",
            "=HYPERLINK(\"https://example.com\")",
            "[click](https://example.com) *now* @all",
            "back\\slash / 100% \u202Etxt.exe",
            "");

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789abcdef";
    private static final String DIGITS = "0123456789";

    private final RandomGenerator random;
    private final String accountId;

    ResourceFactory(RandomGenerator random, String accountId) {
        this.random = random;
        this.accountId = accountId;
    }

    Resource create(ResourceKind kind) {
        Region region = kind.isFreelyNamed() || kind == ResourceKind.OSS ? region() : REGIONS.get(0);
        String id = id(kind, region);
        String name = kind.isFreelyNamed() ? freeName() : plainName(kind, id);
        return new Resource(kind, id, name, region.id(), InstanceResultJson.of(kind, id, name, region.id()));
    }

    private Region region() {
        double point = random.nextDouble();
        return REGIONS.stream()
                .filter(region -> point < region.upTo())
                .findFirst()
                .orElse(REGIONS.get(0));
    }

    private String id(ResourceKind kind, Region region) {
        return switch (kind) {
            case CSK -> "c" + text(HEX, 32);
            case RAM_ALIAS, ACTIONTRAIL, SDDP -> accountId;
            case RAM_USER, RAM_POLICY -> "2" + text(DIGITS, 17);
            case CAS -> "1" + text(DIGITS, 7);
            case CDN, WAF -> "%s-%s.example.com".formatted(pick(TEAMS), text(LETTERS, 5));
            case OSS -> "%s-%s-%s".formatted(pick(STAGES), pick(TEAMS), text(LETTERS, 6));
            case DDOS -> kind.prefix() + text(LETTERS, 11);
            default -> kind.prefix() + region.code() + text(LETTERS, 17);
        };
    }

    private String freeName() {
        double point = random.nextDouble();
        if (point < 0.03) {
            return pick(ODD_NAMES);
        }
        String team = point < 0.25 ? pick(TEAMS_CJK) : pick(TEAMS);
        return "%s-%s-%02d".formatted(pick(STAGES), team, random.nextInt(1, 40));
    }

    private String plainName(ResourceKind kind, String id) {
        return switch (kind) {
            case RAM_USER -> pick(PEOPLE) + "-" + text(DIGITS, 3);
            case RAM_POLICY -> pick(TEAMS) + "-policy-" + text(DIGITS, 3);
            case CAS -> pick(TEAMS) + ".example.com";
            case DDOS -> "anti-ddos-" + pick(STAGES);
            default -> id;
        };
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String text(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
