package io.github.cspmalert.definition.rule;

/** What the findings of one message of a posture rule have in common. */
public enum FindingGrouping {
    /** Nothing: one message holds everything. */
    ALL("all"),
    /** The check item. */
    CHECK("check"),
    /** The product, such as {@code ECS}. */
    PRODUCT("product"),
    /** Who owns the resource; the message goes to them instead of the users that the action policy names. */
    OWNER("owner"),
    /** Where the results come from, such as an account. */
    ACCOUNT("account"),
    /** The resource. */
    RESOURCE("resource");

    private final String word;

    FindingGrouping(String word) {
        this.word = word;
    }

    /** {@return the word that templates and documents use, such as {@code owner}} */
    public String word() {
        return word;
    }
}
