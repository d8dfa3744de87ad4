package io.github.cspmalert.posture;

import java.util.List;

/**
 * Says who owns a resource, so that each owner hears of their own findings and of nobody else's. Implementations are
 * thread-safe, answer at once, and give the same answer for the same finding as long as nothing changes.
 *
 * @see Owners
 */
@FunctionalInterface
public interface OwnerResolver {

    /**
     * Says who owns the resource of a finding.
     *
     * @param finding the finding
     * @return the ids of the users or user groups who own it; empty if nobody is known, whereupon it goes to those whom the action
     *     policy names, with a word that nobody owns it
     */
    List<String> owners(Finding finding);
}
