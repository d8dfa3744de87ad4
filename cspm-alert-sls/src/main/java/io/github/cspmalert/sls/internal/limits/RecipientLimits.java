package io.github.cspmalert.sls.internal.limits;

import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.sls.internal.Texts;

/** The limits of users and user groups. */
final class RecipientLimits {

    // The console's own least length, five, is contradicted by the service's sample "alex", so it is not checked.
    private static final int LONGEST_ID = 60;

    private static final int LONGEST_NAME = 20;
    private static final String FORBIDDEN = "\"\\$|~?&<>{}`'";

    private final Violations violations;

    RecipientLimits(Violations violations) {
        this.violations = violations;
    }

    void check(User user) {
        check("user '" + user.id() + "'", user.id(), user.name());
    }

    void check(UserGroup group) {
        check("user group '" + group.id() + "'", group.id(), group.name());
    }

    private void check(String object, String id, String name) {
        violations.require(
                Character.isLetter(id.charAt(0)),
                object,
                "id is '%s'; SLS takes ids that begin with a letter".formatted(id),
                Page.RECORDS);
        violations.characters(object, "id", id, 1, LONGEST_ID, Page.RECORDS);
        String shown = name.isEmpty() ? id : name;
        String field = name.isEmpty() ? "name(..) is not set, so the name is the id, which" : "name";
        violations.characters(object, field, shown, 1, LONGEST_NAME, Page.RECORDS);
        violations.require(
                shown.chars().noneMatch(c -> FORBIDDEN.indexOf(c) >= 0),
                object,
                "name is '%s'; SLS takes none of %s in it".formatted(Texts.brief(shown), FORBIDDEN),
                Page.RECORDS);
    }
}
