package io.github.cspmalert.testkit;

import io.github.cspmalert.check.InstanceSubType;
import io.github.cspmalert.check.InstanceType;

/** The kinds of resources that the generator makes, with the number of each in an account of 2,000. */
enum ResourceKind {
    ECS_INSTANCE("ECS", "INSTANCE", 430, "i-", true),
    ECS_DISK("ECS", "DISK", 640, "d-", true),
    ECS_SECURITY_GROUP("ECS", "SECURITY_GROUP", 160, "sg-", true),
    SLB("SLB", "INSTANCE", 80, "lb-", true),
    RDS("RDS", "INSTANCE", 95, "rm-", true),
    MONGODB("MONGODB", "INSTANCE", 20, "dds-", true),
    KVSTORE("KVSTORE", "INSTANCE", 55, "r-", true),
    CSK("CSK", "INSTANCE", 12, "c", true),
    VPC("VPC", "INSTANCE", 28, "vpc-", true),
    CDN("CDN", "INSTANCE", 30, "", false),
    CAS("CAS", "INSTANCE", 25, "", false),
    RAM_ALIAS("RAM", "ALIAS", 1, "", false),
    RAM_USER("RAM", "USER", 190, "", false),
    RAM_POLICY("RAM", "POLICY", 60, "", false),
    ACTIONTRAIL("ACTIONTRAIL", "INSTANCE", 1, "", false),
    DDOS("DDOS", "INSTANCE", 3, "ddoscoo-cn-", false),
    WAF("WAF", "DOMAIN", 18, "", false),
    OSS("OSS", "INSTANCE", 125, "", false),
    POLARDB("POLARDB", "INSTANCE", 14, "pc-", true),
    POSTGRESQL("POSTGRESQL", "INSTANCE", 6, "gp-", true),
    SDDP("SDDP", "INSTANCE", 1, "", false),
    // Not among the documented products, but printed by Security Center's API.
    API_GATEWAY("API_GATEWAY", "INSTANCE", 6, "apigateway-", true);

    private final InstanceType type;
    private final InstanceSubType subType;
    private final int share;
    private final String prefix;
    private final boolean freelyNamed;

    ResourceKind(String type, String subType, int share, String prefix, boolean freelyNamed) {
        this.type = InstanceType.of(type);
        this.subType = InstanceSubType.of(subType);
        this.share = share;
        this.prefix = prefix;
        this.freelyNamed = freelyNamed;
    }

    InstanceType type() {
        return type;
    }

    InstanceSubType subType() {
        return subType;
    }

    int share() {
        return share;
    }

    String prefix() {
        return prefix;
    }

    /** {@return whether tenants may call such a resource anything they like} */
    boolean isFreelyNamed() {
        return freelyNamed;
    }

    /** {@return whether the account has exactly one, which is never deleted} */
    boolean isSingle() {
        return share == 1;
    }

    static int totalShare() {
        int total = 0;
        for (ResourceKind kind : values()) {
            total += kind.share;
        }
        return total;
    }
}
