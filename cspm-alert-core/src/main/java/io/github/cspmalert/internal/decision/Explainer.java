package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.Explanation;
import io.github.cspmalert.alert.Explanation.Part;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Notification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Explains an evaluation to people who see it now, with values of rows. */
public final class Explainer {

    private static final int MOST_ALERTS = 10;

    private final Occurrence occurrence;
    private final List<DeliveryAttempt> attempts;
    private final List<HeldBack> heldBack;

    private Explainer(Occurrence occurrence, List<DeliveryAttempt> attempts, List<HeldBack> heldBack) {
        this.occurrence = occurrence;
        this.attempts = attempts;
        this.heldBack = heldBack;
    }

    /** Explains an evaluation with the attempts to send that were made for it, and what was held back then or as it was sent. */
    public static Explanation of(Occurrence occurrence, List<DeliveryAttempt> attempts, List<HeldBack> heldBack) {
        return new Explainer(occurrence, attempts, heldBack).explain();
    }

    private Explanation explain() {
        return new Explanation(
                "%s at %s: %s; %s".formatted(occurrence.ruleId(), occurrence.at(), fired(), told()),
                List.of(
                        new Part("Asked", asked(occurrence.data())),
                        new Part("Decided", decided()),
                        new Part("To be told", sent()),
                        new Part("Not told", notTold()),
                        new Part("Problems", occurrence.problems())));
    }

    private String fired() {
        int alerts = occurrence.alerts().size();
        String fired = alerts == 0 ? "nothing fires" : alerts == 1 ? "1 alert fires" : alerts + " alerts fire";
        int ended = occurrence.ended().size();
        return ended == 0 ? fired : fired + ", " + ended + (ended == 1 ? " is over" : " are over");
    }

    private String told() {
        long told = occurrence.notifications().stream()
                .flatMap(each -> each.to().stream())
                .map(Address::recipientId)
                .distinct()
                .count();
        long held = heldBack.stream().map(HeldBack::recipientId).distinct().count();
        String who = told == 0
                ? "nobody is to be told"
                : told == 1 ? "1 recipient is to be told" : told + " recipients are to be told";
        return held == 0 ? who : who + ", " + held + (held == 1 ? " is not" : " are not");
    }

    static List<String> asked(List<QueryData> data) {
        List<String> asked = new ArrayList<>();
        for (QueryData query : data) {
            int rows = query.result().rows().size();
            asked.add("log time from " + query.range().from() + " to "
                    + query.range().to() + " gave " + (rows == 1 ? "1 row" : rows + " rows"));
            query.result().cuts().forEach(cut -> asked.add("not all of it: " + cut.explanation()));
        }
        return asked;
    }

    private List<String> decided() {
        List<String> decided = new ArrayList<>(Reasons.of(occurrence, true));
        if (occurrence.why().rule() == null) {
            occurrence.alerts().stream().limit(MOST_ALERTS).forEach(alert -> decided.add(described(alert)));
            int more = occurrence.alerts().size() - MOST_ALERTS;
            if (more > 0) {
                decided.add(more + " more alerts");
            }
        }
        occurrence.ended().forEach(fingerprint -> decided.add("alert " + fingerprint + " is over"));
        return decided;
    }

    private static String described(Alert alert) {
        return alert.name() + ", severity " + alert.severity().label();
    }

    private List<String> sent() {
        List<String> sent = new ArrayList<>();
        attempts.forEach(attempt -> sent.addAll(attempt.describe()));
        occurrence.notifications().stream()
                .filter(each -> attempts.stream()
                        .noneMatch(attempt -> attempt.notification().key().equals(each.key())))
                .forEach(each -> sent.add(toBeSent(each)));
        return sent;
    }

    private String toBeSent(Notification notification) {
        Instant opens = occurrence.why().opens().get(notification.key());
        return "%s: %s on %s%s"
                .formatted(
                        opens == null ? "to be sent" : "waits",
                        recipients(notification),
                        notification.channel(),
                        opens == null ? "" : ", to be told at " + opens);
    }

    static String recipients(Notification notification) {
        return notification.to().stream().map(Address::recipientId).distinct().collect(Collectors.joining(", "));
    }

    private List<String> notTold() {
        List<String> notTold = new ArrayList<>();
        heldBack.stream().map(HeldBack::explanation).distinct().forEach(notTold::add);
        int nobody = occurrence.why().toNobody().size();
        if (nobody > 0 && occurrence.why().tellsNobody()) {
            notTold.add("the rule tells nobody");
        } else if (nobody > 0) {
            notTold.add("the action policy reaches nobody for " + (nobody == 1 ? "1 alert" : nobody + " alerts")
                    + ": no action is on the way, or it has no recipient");
        }
        return notTold;
    }
}
