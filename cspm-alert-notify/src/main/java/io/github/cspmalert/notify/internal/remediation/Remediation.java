package io.github.cspmalert.notify.internal.remediation;

import java.util.List;

/**
 * What is known about a check item.
 *
 * @param ids the ids that it has in CSPM; may be empty
 * @param names the names that it has in CSPM, in several languages
 * @param product the product that it is about
 * @param wrong what is wrong
 * @param gain what an attacker gains
 * @param console how to fix it in the console
 * @param cli how to fix it on the command line; empty if that is not possible
 * @param source the page that says so
 */
public record Remediation(
        List<String> ids,
        List<String> names,
        String product,
        String wrong,
        String gain,
        String console,
        String cli,
        String source) {

    /** Copies the lists. */
    public Remediation {
        ids = List.copyOf(ids);
        names = List.copyOf(names);
    }
}
