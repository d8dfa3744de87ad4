package io.github.cspmalert.testkit;

import io.github.cspmalert.check.CheckStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The resources of the generated account with what each check item last found, and how both change. Not thread-safe. */
final class GeneratedAccount {

    private static final double DELETED = 0.004;
    private static final double FIXED = 0.12;
    private static final double WHITELISTED = 0.01;
    private static final double TAKEN_OFF_THE_WHITELIST = 0.02;

    /** In a steady state as many findings appear as are fixed or whitelisted. */
    private static final double APPEARING = FIXED + WHITELISTED;

    /** A resource with the last status of each check item of its kind, in the order of the items. */
    record Checked(Resource resource, CheckStatus[] statuses) {}

    private final RandomGenerator random;
    private final ResourceFactory factory;
    private final Map<ResourceKind, List<CheckItem>> items = new EnumMap<>(ResourceKind.class);
    private final Map<ResourceKind, List<Checked>> resources = new EnumMap<>(ResourceKind.class);

    GeneratedAccount(RandomGenerator random, String accountId, int size) {
        this.random = random;
        this.factory = new ResourceFactory(random, accountId);
        CheckItems.ALL.forEach(item ->
                items.computeIfAbsent(item.kind(), kind -> new ArrayList<>()).add(item));
        int left = size;
        for (ResourceKind kind : ResourceKind.values()) {
            if (kind != ResourceKind.ECS_DISK) {
                int share = (int) ((long) size * kind.share() / ResourceKind.totalShare());
                int count = kind.isSingle() ? 1 : Math.max(1, share);
                resources.put(kind, create(kind, count));
                left -= count;
            }
        }
        // The most frequent kind takes what rounding leaves over.
        resources.put(ResourceKind.ECS_DISK, create(ResourceKind.ECS_DISK, left));
        keepFailing();
    }

    List<Checked> resources(ResourceKind kind) {
        return resources.getOrDefault(kind, List.of());
    }

    List<CheckItem> items(ResourceKind kind) {
        return items.getOrDefault(kind, List.of());
    }

    /** Lets time pass until the next run: findings are fixed, whitelisted or new; resources go and come. */
    void evolve() {
        resources.forEach((kind, all) -> all.replaceAll(checked -> {
            if (!kind.isSingle() && random.nextDouble() < DELETED) {
                return create(kind);
            }
            List<CheckItem> itsItems = items(kind);
            for (int i = 0; i < itsItems.size(); i++) {
                checked.statuses()[i] =
                        next(checked.statuses()[i], itsItems.get(i).failing());
            }
            return checked;
        }));
        keepFailing();
    }

    private CheckStatus next(CheckStatus status, double failing) {
        double point = random.nextDouble();
        if (status.equals(CheckStatus.NOT_PASS)) {
            return point < FIXED
                    ? CheckStatus.PASS
                    : point < FIXED + WHITELISTED ? CheckStatus.WHITELIST : CheckStatus.NOT_PASS;
        }
        if (status.equals(CheckStatus.WHITELIST)) {
            return point < TAKEN_OFF_THE_WHITELIST ? CheckStatus.NOT_PASS : CheckStatus.WHITELIST;
        }
        return point < APPEARING * failing / (1 - failing) ? CheckStatus.NOT_PASS : CheckStatus.PASS;
    }

    private void keepFailing() {
        for (CheckItem item : CheckItems.ALL) {
            if (CheckItems.ALWAYS_FAILING.contains(item.name())) {
                int index = items(item.kind()).indexOf(item);
                List<Checked> all = resources(item.kind());
                if (all.stream().noneMatch(checked -> checked.statuses()[index].equals(CheckStatus.NOT_PASS))) {
                    all.get(0).statuses()[index] = CheckStatus.NOT_PASS;
                }
            }
        }
    }

    private List<Checked> create(ResourceKind kind, int count) {
        List<Checked> created = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            created.add(create(kind));
        }
        return created;
    }

    private Checked create(ResourceKind kind) {
        CheckStatus[] statuses = new CheckStatus[items(kind).size()];
        Arrays.setAll(
                statuses,
                i -> random.nextDouble() < items(kind).get(i).failing() ? CheckStatus.NOT_PASS : CheckStatus.PASS);
        return new Checked(factory.create(kind), statuses);
    }
}
