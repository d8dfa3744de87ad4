package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.internal.Digests;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingMatch;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The waivers of code, and those of the store, which were added at run time. Pure; thread-safe. */
public final class Waivers {

    private final List<Waiver> inCode;
    private final List<Waiver> stored;
    private final Set<String> idsInCode;
    private final List<Waiver> all;

    /** Puts waivers of code and of the store together. Of two that have one id, the one in code counts. */
    public Waivers(List<Waiver> inCode, List<Waiver> stored) {
        this.inCode = List.copyOf(inCode);
        this.stored = List.copyOf(stored);
        this.idsInCode = inCode.stream().map(Waiver::id).collect(Collectors.toUnmodifiableSet());
        this.all = Stream.concat(inCode.stream(), stored.stream().filter(waiver -> !idsInCode.contains(waiver.id())))
                .toList();
    }

    /** {@return those that count, those of code first} */
    public List<Waiver> all() {
        return all;
    }

    List<Waiver> inCode() {
        return inCode;
    }

    /** {@return the waiver that holds a finding back at some instant; of several the one that ends last} */
    Optional<Waiver> holding(Finding finding, Instant at) {
        return all.stream()
                .filter(waiver -> waiver.until().isAfter(at) && FindingMatch.matches(waiver.filter(), finding))
                .max(Comparator.comparing(Waiver::until));
    }

    Optional<Waiver> named(String id) {
        return all.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** {@return what tells these from others} */
    String digest() {
        return all.isEmpty()
                ? ""
                : Digests.hex(
                        16,
                        all.stream()
                                .map(waiver -> waiver.id() + " " + waiver.until() + " " + filterOf(waiver))
                                .toList());
    }

    /** {@return what tells the filter of a waiver from others} */
    public static String filterOf(Waiver waiver) {
        return Integer.toString(waiver.filter().hashCode());
    }

    /** {@return which of the store are in force while one in code has the same id, one sentence each} */
    public List<String> clashes(Instant at) {
        return stored.stream()
                .filter(waiver ->
                        idsInCode.contains(waiver.id()) && waiver.until().isAfter(at))
                .map(waiver ->
                        ("waiver '%s' is in code and in the store, and the one in code counts; end the one in the store,"
                                        + " or give one of them another id")
                                .formatted(waiver.id()))
                .toList();
    }
}
