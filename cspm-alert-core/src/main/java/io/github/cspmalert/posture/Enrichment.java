package io.github.cspmalert.posture;

import io.github.cspmalert.internal.Checks;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Enricher} knows of a finding. Texts are cut to their bounds and lose their control characters, so that no answer
 * of an API is too much for a message. Immutable and thread-safe.
 */
public final class Enrichment {

    /** Nothing is known. */
    public static final Enrichment NONE = new Enrichment("", "", List.of(), "");

    /** How long a name may be, in characters: {@value}. */
    public static final int LONGEST_NAME = 256;

    /** How many standards there may be: {@value}. */
    public static final int MOST_STANDARDS = 16;

    /** How long a remediation may be, in characters: {@value}. */
    public static final int LONGEST_REMEDIATION = 2_000;

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

    private final String resourceName;
    private final String accountName;
    private final List<String> standards;
    private final String remediation;

    private Enrichment(String resourceName, String accountName, List<String> standards, String remediation) {
        this.resourceName = resourceName;
        this.accountName = accountName;
        this.standards = standards;
        this.remediation = remediation;
    }

    /**
     * Sets what people call the resource.
     *
     * @param name the name; empty if it is not known
     * @return an enrichment with it
     */
    public Enrichment resourceName(String name) {
        return new Enrichment(name(name), accountName, standards, remediation);
    }

    /**
     * Sets what people call the account.
     *
     * @param name the name; empty if it is not known
     * @return an enrichment with it
     */
    public Enrichment accountName(String name) {
        return new Enrichment(resourceName, name(name), standards, remediation);
    }

    /**
     * Sets the names of the standards that ask for the check item, such as {@code CIS Alibaba Cloud 1.0, 2.3}.
     *
     * @param names the names
     * @return an enrichment with them
     */
    public Enrichment standards(List<String> names) {
        List<String> kept = names.stream()
                .map(Enrichment::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .limit(MOST_STANDARDS)
                .toList();
        return new Enrichment(resourceName, accountName, kept, remediation);
    }

    /**
     * Sets what to do about the finding, such as a step of a runbook.
     *
     * @param text the text, which may have several lines; empty if it is not known
     * @return an enrichment with it
     */
    public Enrichment remediation(String text) {
        String some = cut(text, 2 * LONGEST_REMEDIATION).replace("\r\n", "\n");
        String lines = CONTROLS.matcher(some).replaceAll(" ").strip();
        return new Enrichment(resourceName, accountName, standards, cut(lines, LONGEST_REMEDIATION));
    }

    /** {@return what people call the resource; empty if it is not known} */
    public String resourceName() {
        return resourceName;
    }

    /** {@return what people call the account; empty if it is not known} */
    public String accountName() {
        return accountName;
    }

    /** {@return the names of the standards} */
    public List<String> standards() {
        return standards;
    }

    /** {@return what to do; empty if it is not known} */
    public String remediation() {
        return remediation;
    }

    private static String name(String name) {
        // Cut first: cleaning takes as long as the text.
        return cut(Checks.oneLineOf(cut(name, 4 * LONGEST_NAME)), LONGEST_NAME);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end).stripTrailing() + "…";
    }

    private List<Object> values() {
        return List.of(resourceName, accountName, standards, remediation);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Enrichment that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    /** {@return what is known, without saying it, since names of resources are confidential} */
    @Override
    public String toString() {
        return "Enrichment[resourceName=%s, accountName=%s, standards=%d, remediation=%s]"
                .formatted(!resourceName.isEmpty(), !accountName.isEmpty(), standards.size(), !remediation.isEmpty());
    }
}
