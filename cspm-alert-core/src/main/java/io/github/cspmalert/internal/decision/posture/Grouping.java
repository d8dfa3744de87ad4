package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.alert.PostureNews.Group;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Divides findings among the messages of a posture rule. Pure. */
final class Grouping {

    private final PostureDecider.Parts parts;

    Grouping(PostureDecider.Parts parts) {
        this.parts = parts;
    }

    /** {@return the groups that a finding belongs to: one, or one for each of its owners} */
    List<Group> of(Finding finding) {
        FindingKey key = finding.key();
        FindingGrouping by = parts.rule().groupBy();
        return switch (by) {
            case ALL -> List.of(Group.ALL);
            case CHECK -> List.of(new Group(by, key.checkId(), named(finding.checkItemName(), key.checkId())));
            case PRODUCT ->
                List.of(new Group(
                        by, key.instanceType().canonical(), key.instanceType().text()));
            case ACCOUNT -> List.of(new Group(by, key.source(), key.source()));
            case RESOURCE -> List.of(new Group(by, resource(key), named(finding.instanceName(), key.instanceId())));
            case OWNER -> owners(finding);
        };
    }

    // An owner whom no action can reach is as good as none: somebody is to hear of it.
    private List<Group> owners(Finding finding) {
        List<Group> owners = named(finding).stream()
                .filter(Objects::nonNull)
                .distinct()
                .filter(parts.told()::reaches)
                .map(owner ->
                        new Group(FindingGrouping.OWNER, owner, parts.told().name(owner)))
                .toList();
        return owners.isEmpty() ? List.of(new Group(FindingGrouping.OWNER, "", "")) : owners;
    }

    // Who owns it is not guessed if it cannot be found out, so that no news goes to somebody else.
    private List<String> named(Finding finding) {
        try {
            @Nullable List<String> owners = parts.owners().owners(finding);
            return owners == null ? List.of() : owners;
        } catch (Throwable e) {
            RuntimeException cause = Faults.absorb(e, IllegalStateException::new);
            throw new IllegalStateException(
                    "the owners of finding %s could not be found out, so nothing is told until they can: %s"
                            .formatted(finding.key().id(), Faults.describe(cause)),
                    cause);
        }
    }

    /** {@return whom an action tells of a group} */
    List<User> recipients(Group group, Action action, Instant at) {
        return isOwned(group)
                ? parts.told().recipients(List.of(group.id()), action)
                : parts.told().recipients(action, at);
    }

    static boolean isOwned(Group group) {
        return group.by() == FindingGrouping.OWNER && !group.id().isEmpty();
    }

    static boolean isUnowned(Group group) {
        return group.by() == FindingGrouping.OWNER && group.id().isEmpty();
    }

    private static String resource(FindingKey key) {
        return String.join(
                "|",
                key.source(),
                key.vendor().canonical(),
                key.regionId(),
                key.instanceType().canonical(),
                key.instanceSubType().canonical(),
                key.instanceId());
    }

    private static String named(String name, String otherwise) {
        return name.isBlank() ? otherwise : name;
    }
}
