package io.github.cspmalert.definition.recipient;

import io.github.cspmalert.internal.Checks;
import java.util.List;

/**
 * Users who are told together; SLS's user group.
 *
 * @param id the id: 1 to 127 letters, digits, {@code _}, {@code -} or {@code .}, beginning with a letter or digit
 * @param name the name that people read; one line, may be empty
 * @param enabled whether its members are told anything through it
 * @param members the ids of its users, each once, in the order given; may be empty
 */
public record UserGroup(String id, String name, boolean enabled, List<String> members) {

    /**
     * Checks the parts and copies the members.
     *
     * @param id the id
     * @param name the name that people read
     * @param enabled whether its members are told anything through it
     * @param members the ids of its users
     * @throws IllegalArgumentException if the id has another form, the name is not one line, or a member is named twice or
     *     is blank or not one line
     */
    public UserGroup {
        Checks.recordId("user group id", id);
        Checks.oneLine("name of user group '" + id + "'", name);
        String ofGroup = "members of user group '" + id + "'";
        members = Checks.references(ofGroup, Checks.eachOnce(ofGroup, members));
    }

    /**
     * Creates an enabled group without a name of its own; SLS shows its id.
     *
     * @param id the id
     * @param members the ids of its users
     * @return the group
     * @throws IllegalArgumentException if the id has another form, or a member is named twice or
     *     is blank or not one line
     */
    public static UserGroup of(String id, String... members) {
        return new UserGroup(id, "", true, List.of(members));
    }

    /**
     * Gives the group a name.
     *
     * @param newName the name that people read
     * @return the group with that name
     * @throws IllegalArgumentException if the name is not one line
     */
    public UserGroup named(String newName) {
        return new UserGroup(id, newName, enabled, members);
    }
}
