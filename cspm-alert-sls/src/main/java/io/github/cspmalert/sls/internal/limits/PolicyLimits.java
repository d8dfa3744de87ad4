package io.github.cspmalert.sls.internal.limits;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.PhoneNumber;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.WebhookType;
import io.github.cspmalert.sls.internal.policy.PolicyWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The limits of action policies and alert policies. */
final class PolicyLimits {

    private static final Duration SHORTEST_GROUP_INTERVAL = Duration.ofSeconds(15);
    private static final String VOICE_COUNTRY = "86";

    /** The channels whose form in policies the service publishes. */
    private static final Set<Channel> PUBLISHED = Stream.concat(
                    PolicyWriter.TO_PEOPLE.stream(),
                    Arrays.stream(WebhookType.values()).map(WebhookType::channel))
            .collect(Collectors.toUnmodifiableSet());

    private final Violations violations;
    private final AlertDefinitions definitions;

    PolicyLimits(Violations violations, AlertDefinitions definitions) {
        this.violations = violations;
        this.definitions = definitions;
    }

    void check(ActionPolicy policy) {
        String object = "action policy '" + policy.id() + "'";
        for (Action action : policy.allActions()) {
            boolean published = PUBLISHED.contains(action.channel());
            boolean people = PolicyWriter.TO_PEOPLE.contains(action.channel());
            violations.require(
                    published,
                    object,
                    "an action is on channel '%s', for which SLS publishes no form; make it in the console"
                            .formatted(action.channel()),
                    Page.RECORDS);
            violations.require(
                    !published || people || action.webhook().isPresent(),
                    object,
                    "an action on channel '%s' tells users or groups; SLS takes a webhook there, set with webhook(..)"
                            .formatted(action.channel()),
                    Page.RECORDS);
            if (action.channel().equals(Channel.VOICE)) {
                voice(object, action);
            }
        }
    }

    private void voice(String object, Action action) {
        definitions.users().stream()
                .filter(user -> action.users().contains(user.id()) || isInGroup(action, user))
                .filter(user -> user.phone()
                        .map(PhoneNumber::countryCode)
                        .filter(code -> !code.equals(VOICE_COUNTRY))
                        .isPresent())
                .forEach(user -> violations.require(
                        false,
                        object,
                        "a call goes to user '%s', whose country code is %s; SLS calls %s only"
                                .formatted(
                                        user.id(),
                                        user.phone()
                                                .map(PhoneNumber::countryCode)
                                                .orElse(""),
                                        VOICE_COUNTRY),
                        Page.CHANNELS));
    }

    private boolean isInGroup(Action action, User user) {
        return definitions.userGroups().stream()
                .filter(group -> action.groups().contains(group.id()))
                .anyMatch(group -> group.members().contains(user.id()));
    }

    void check(AlertPolicy policy) {
        violations.require(
                policy.groupInterval().compareTo(SHORTEST_GROUP_INTERVAL) >= 0,
                "alert policy '" + policy.id() + "'",
                "groupInterval is %s; SLS takes %s at least".formatted(policy.groupInterval(), SHORTEST_GROUP_INTERVAL),
                Page.LIMITS);
    }
}
