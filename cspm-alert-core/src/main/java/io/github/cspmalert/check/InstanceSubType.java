package io.github.cspmalert.check;

import java.util.List;

/**
 * What a checked resource is within its product. The set is open. Names are unique only within a sub-type: a RAM user
 * and a RAM group may be called the same.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/security-center/user-guide/log-category-and-field-description-v2-0">
 *     Security Center: log categories and fields</a>
 */
public final class InstanceSubType extends OpenValue {

    /** An instance; every product that has no other sub-type. */
    public static final InstanceSubType INSTANCE = new InstanceSubType("INSTANCE", true);

    /** A disk of ECS. */
    public static final InstanceSubType DISK = new InstanceSubType("DISK", true);

    /** A security group of ECS. */
    public static final InstanceSubType SECURITY_GROUP = new InstanceSubType("SECURITY_GROUP", true);

    /** A repository of Container Registry, Enterprise Edition. */
    public static final InstanceSubType REPOSITORY_ENTERPRISE = new InstanceSubType("REPOSITORY_ENTERPRISE", true);

    /** A repository of Container Registry, Personal Edition. */
    public static final InstanceSubType REPOSITORY_PERSON = new InstanceSubType("REPOSITORY_PERSON", true);

    /** The account itself, as RAM sees it. */
    public static final InstanceSubType ALIAS = new InstanceSubType("ALIAS", true);

    /** A RAM user. */
    public static final InstanceSubType USER = new InstanceSubType("USER", true);

    /** A RAM policy. */
    public static final InstanceSubType POLICY = new InstanceSubType("POLICY", true);

    /** A RAM user group. */
    public static final InstanceSubType GROUP = new InstanceSubType("GROUP", true);

    /** A domain name protected by WAF. */
    public static final InstanceSubType DOMAIN = new InstanceSubType("DOMAIN", true);

    private static final Known<InstanceSubType> KNOWN = new Known<>(
            text -> new InstanceSubType(text, false),
            INSTANCE,
            DISK,
            SECURITY_GROUP,
            REPOSITORY_ENTERPRISE,
            REPOSITORY_PERSON,
            ALIAS,
            USER,
            POLICY,
            GROUP,
            DOMAIN);

    private InstanceSubType(String text, boolean documented) {
        super(text, documented);
    }

    /**
     * Reads a sub-type.
     *
     * @param text the text, in upper or lower case; anything is accepted
     * @return the sub-type, one of the constants if it is documented
     */
    public static InstanceSubType of(String text) {
        return KNOWN.of(text);
    }

    /** {@return the documented values} */
    public static List<InstanceSubType> documentedValues() {
        return KNOWN.values();
    }
}
