package io.github.cspmalert.check;

import java.util.List;

/**
 * The product that a checked resource belongs to. The set is open: Security Center writes more products than its
 * documentation of the log lists.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/security-center/user-guide/log-category-and-field-description-v2-0">
 *     Security Center: log categories and fields</a>
 */
public final class InstanceType extends OpenValue {

    /** Elastic Compute Service. */
    public static final InstanceType ECS = new InstanceType("ECS", true);

    /** Server Load Balancer. */
    public static final InstanceType SLB = new InstanceType("SLB", true);

    /** ApsaraDB RDS. */
    public static final InstanceType RDS = new InstanceType("RDS", true);

    /** ApsaraDB for MongoDB. */
    public static final InstanceType MONGODB = new InstanceType("MONGODB", true);

    /** Tair and ApsaraDB for Redis. */
    public static final InstanceType KVSTORE = new InstanceType("KVSTORE", true);

    /** Container Registry. */
    public static final InstanceType ACR = new InstanceType("ACR", true);

    /** Container Service for Kubernetes. */
    public static final InstanceType CSK = new InstanceType("CSK", true);

    /** Virtual Private Cloud. */
    public static final InstanceType VPC = new InstanceType("VPC", true);

    /** ActionTrail. */
    public static final InstanceType ACTIONTRAIL = new InstanceType("ACTIONTRAIL", true);

    /** Alibaba Cloud CDN. */
    public static final InstanceType CDN = new InstanceType("CDN", true);

    /** Certificate Management Service. */
    public static final InstanceType CAS = new InstanceType("CAS", true);

    /** Alibaba Cloud DevOps. */
    public static final InstanceType RDC = new InstanceType("RDC", true);

    /** Resource Access Management. */
    public static final InstanceType RAM = new InstanceType("RAM", true);

    /** Anti-DDoS. */
    public static final InstanceType DDOS = new InstanceType("DDOS", true);

    /** Web Application Firewall. */
    public static final InstanceType WAF = new InstanceType("WAF", true);

    /** Object Storage Service. */
    public static final InstanceType OSS = new InstanceType("OSS", true);

    /** PolarDB. */
    public static final InstanceType POLARDB = new InstanceType("POLARDB", true);

    /** AnalyticDB for PostgreSQL. */
    public static final InstanceType POSTGRESQL = new InstanceType("POSTGRESQL", true);

    /** Microservices Engine. */
    public static final InstanceType MSE = new InstanceType("MSE", true);

    /** File Storage NAS. */
    public static final InstanceType NAS = new InstanceType("NAS", true);

    /** Data Security Center. */
    public static final InstanceType SDDP = new InstanceType("SDDP", true);

    /** Elastic IP Address. */
    public static final InstanceType EIP = new InstanceType("EIP", true);

    private static final Known<InstanceType> KNOWN = new Known<>(
            text -> new InstanceType(text, false),
            ECS,
            SLB,
            RDS,
            MONGODB,
            KVSTORE,
            ACR,
            CSK,
            VPC,
            ACTIONTRAIL,
            CDN,
            CAS,
            RDC,
            RAM,
            DDOS,
            WAF,
            OSS,
            POLARDB,
            POSTGRESQL,
            MSE,
            NAS,
            SDDP,
            EIP);

    private InstanceType(String text, boolean documented) {
        super(text, documented);
    }

    /**
     * Reads a product.
     *
     * @param text the text, in upper or lower case; anything is accepted
     * @return the product, one of the constants if it is documented
     */
    public static InstanceType of(String text) {
        return KNOWN.of(text);
    }

    /** {@return the documented values} */
    public static List<InstanceType> documentedValues() {
        return KNOWN.values();
    }
}
