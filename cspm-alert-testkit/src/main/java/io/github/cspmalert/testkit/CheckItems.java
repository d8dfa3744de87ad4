package io.github.cspmalert.testkit;

import static io.github.cspmalert.check.RiskLevel.HIGH;
import static io.github.cspmalert.check.RiskLevel.LOW;
import static io.github.cspmalert.check.RiskLevel.MEDIUM;

import io.github.cspmalert.check.RiskLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * The check items of the generator. The names are those that Security Center prints, but for one, which stands for the
 * items that tenants write themselves. The ids 3, 5, 11, 21 and 77 are published; the others are made up.
 */
final class CheckItems {

    /** The items of the article that this project began with; in every run some resource fails each. */
    static final List<String> ALWAYS_FAILING = List.of(
            "AdministratorAccess Policy Attachment",
            "Ensure users not logged on for 90 days or longer are disabled for console logon",
            "Ensure no security groups allow ingress from 0.0.0.0/0 to port 22");

    static final List<CheckItem> ALL = new Table()
            .kind(ResourceKind.ECS_INSTANCE)
            .item(11, MEDIUM, 0.03, "Origin fetch configuration")
            .item(3, MEDIUM, 0.08, "开启恶意主机行为防御功能")
            .item(MEDIUM, 0.22, "使用SSH密钥对登录")
            .item(MEDIUM, 0.05, "Check for Security Center Agent Status")
            .item(LOW, 0.10, "云监控-主机插件状态")
            .item(LOW, 0, "Ensure legacy networks does not exist")
            .item(MEDIUM, 0.15, "Ensure that the latest OS Patches for all Virtual Machines are applied")
            .item(MEDIUM, 0.04, "Ensure that the endpoint protection for all Virtual Machines is installed")
            .item(MEDIUM, 0.05, "Ensure that all assets are installed with security agent")
            .kind(ResourceKind.ECS_DISK)
            .item(MEDIUM, 0.02, "Ensure that 'Unattached disks' are encrypted")
            .item(MEDIUM, 0.06, "Ensure that 'Virtual Machine’s disk' are encrypted")
            .item(LOW, 0.12, "ECS-自动镜像")
            .kind(ResourceKind.ECS_SECURITY_GROUP)
            .item(HIGH, 0.12, "Ensure no security groups allow ingress from 0.0.0.0/0 to port 22")
            .item(HIGH, 0.07, "Ensure no security groups allow ingress from 0.0.0.0/0 to port 3389")
            .item(MEDIUM, 0.20, "Ensure the security group are configured with fine grained rules")
            .kind(ResourceKind.SLB)
            .item(HIGH, 0.05, "ALB_NetWorkAccessControl")
            .item(LOW, 0.40, "Enable deletion protection")
            .item(HIGH, 0.04, "SLB - open vulnerable ports")
            .item(HIGH, 0.10, "SLB-白名单配置")
            .item(LOW, 0.08, "SLB-健康状态")
            .item(MEDIUM, 0.05, "SLB-证书过期检")
            .kind(ResourceKind.RDS)
            .item(HIGH, 0.08, "RDS - Whitelist Configuration")
            .item(HIGH, 0.06, "开启公网访问")
            .item(MEDIUM, 0.20, "RDS - database security policies")
            .item(HIGH, 0.05, "Security group - RDS whitelist configuration")
            .item(LOW, 0.50, "RDS-跨地域备份")
            .item(MEDIUM, 0.30, "Ensure that RDS instance requires all incoming connections to use SSL")
            .item(HIGH, 0, "Ensure that RDS Instances are not open to the world")
            .item(MEDIUM, 0.25, "Ensure that 'Auditing' is set to 'On' for applicable database instances")
            .item(LOW, 0.30, "Ensure that 'Auditing' Retention is 'greater than 6 months'")
            .item(MEDIUM, 0.35, "Ensure that 'TDE' is set to 'Enabled' on for applicable database instance")
            .kind(ResourceKind.MONGODB)
            .item(MEDIUM, 0.30, "MongoDB-日志审计")
            .item(MEDIUM, 0.40, "MongoDB-SSL开启")
            .item(HIGH, 0.15, "MongoDB-白名单配置")
            .item(LOW, 0, "MongoDB-备份设置")
            .kind(ResourceKind.KVSTORE)
            .item(LOW, 0.10, "Redis-备份设置")
            .item(HIGH, 0.12, "Redis-白名单配置")
            .kind(ResourceKind.CSK)
            .item(LOW, 0.30, "Ensure Log Service is set to 'Enabled' on Kubernetes Engine Clusters")
            .item(MEDIUM, 0.20, "Ensure Kubernetes web UI / Dashboard is not enabled")
            .item(MEDIUM, 0.50, "Ensure Network policy is enabled on Kubernetes Engine Clusters")
            .item(MEDIUM, 0.40, "Ensure Kubernetes Cluster is created with Private cluster enabled")
            .kind(ResourceKind.VPC)
            .item(HIGH, 0.20, "Ensure that SSH access is restricted from the internet")
            .item(LOW, 0.60, "Ensure VPC flow logging is enabled in all VPCs")
            .item(77, MEDIUM, 0.10, "Check for IPS Whitelist on CEN (Enterprise Edition) Tab")
            .item(HIGH, 0.10, "VPC-DNAT管理端口开放")
            .kind(ResourceKind.CDN)
            .item(LOW, 0.50, "Alibaba Cloud CDN - real-time log push feature")
            .kind(ResourceKind.CAS)
            .item(MEDIUM, 0.20, "SSL证书-有效期检查")
            .kind(ResourceKind.RAM_ALIAS)
            .item(HIGH, 0, "Avoid the use of the 'root' account")
            .item(HIGH, 0, "Ensure no root account access key exists")
            .item(HIGH, 0, "Ensure MFA is enabled for the 'root' account")
            .item(LOW, 0.50, "Ensure RAM password policy requires at least one uppercase letter")
            .item(LOW, 0.50, "Ensure RAM password policy requires at least one symbol")
            .item(MEDIUM, 0.50, "Password Validity Check")
            .item(HIGH, 0, "Cloud platform - primary account two-factor authentication configuration")
            .kind(ResourceKind.RAM_USER)
            .item(HIGH, 0.06, "AdministratorAccess Policy Attachment")
            .item(MEDIUM, 0.15, "Ensure users not logged on for 90 days or longer are disabled for console logon")
            .item(
                    HIGH,
                    0.12,
                    "Ensure that multi-factor authentication is enabled for all RAM users that have a console password")
            .item(MEDIUM, 0.25, "Ensure access keys are rotated every 90 days or less")
            .item(LOW, 0.30, "Ensure RAM policies are attached only to groups or roles")
            .item(MEDIUM, 0.08, "RAM-云产品管理员授权")
            .kind(ResourceKind.RAM_POLICY)
            .item(HIGH, 0.05, "Ensure RAM policies that allow full \"*:*\" administrative privileges are not created")
            .kind(ResourceKind.ACTIONTRAIL)
            .item(MEDIUM, 0.50, "Ensure that ActionTrail are configured to export copies of all Log entries")
            .item(HIGH, 0, "Ensure the OSS used to store ActionTrail logs is not publicly accessible")
            .item(MEDIUM, 0, "Cloud platform - ActionTrail configuration")
            .kind(ResourceKind.DDOS)
            .item(HIGH, 0.30, "Alibaba Cloud Security - Anti-DDoS Pro back-to-origin configuration")
            .kind(ResourceKind.WAF)
            .item(HIGH, 0.20, "Alibaba Cloud Security - WAF back-to-origin configuration")
            .kind(ResourceKind.OSS)
            .item(5, HIGH, 0.03, "OSS-PublicReadOpenManifestFileWithoutEncryption")
            .item(LOW, 0.60, "Hotlink Protection Configurations")
            .item(HIGH, 0.02, "OSS sensitive file leaks")
            .item(HIGH, 0.06, "Ensure that OSS bucket is not anonymously or publicly accessible")
            .item(LOW, 0.40, "Ensure that logging is enabled for OSS buckets")
            .item(MEDIUM, 0.25, "Ensure that 'Secure transfer required' is set to 'Enabled'")
            .item(LOW, 0.50, "OSS-跨区域复制配置")
            .item(LOW, 0.20, "Every bucket has an <owner> & a \"cost center\"")
            .kind(ResourceKind.POLARDB)
            .item(HIGH, 0.20, "POLARDB-白名单配置")
            .kind(ResourceKind.POSTGRESQL)
            .item(HIGH, 0.20, "分析型数据库 PostgreSQL版-白名单配置")
            .kind(ResourceKind.SDDP)
            .item(MEDIUM, 0, "云盾-AK&账密泄露检测配置")
            .kind(ResourceKind.API_GATEWAY)
            .item(21, HIGH, 0.30, "IPv4 Access Control")
            .items();

    private CheckItems() {}

    /** Reads the table above: the kind holds for the items below it. Ids that are not published start at 101. */
    private static final class Table {

        private final List<CheckItem> items = new ArrayList<>();
        private ResourceKind kind = ResourceKind.ECS_INSTANCE;
        private int nextId = 101;

        Table kind(ResourceKind kind) {
            this.kind = kind;
            return this;
        }

        Table item(RiskLevel risk, double failing, String name) {
            return item(nextId++, risk, failing, name);
        }

        Table item(int id, RiskLevel risk, double failing, String name) {
            items.add(new CheckItem(Integer.toString(id), name, kind, risk, failing, sections(items.size())));
            return this;
        }

        List<CheckItem> items() {
            return List.copyOf(items);
        }

        // One to three places: best practices for all, compliance for two of three, MLPS for one of three.
        private List<CheckItem.Section> sections(int index) {
            List<CheckItem.Section> sections = new ArrayList<>();
            for (int standard = 1; standard <= 1 + index % 3; standard++) {
                sections.add(new CheckItem.Section(
                        Integer.toString(standard),
                        Integer.toString(standard * 100 + kind.ordinal()),
                        Integer.toString(standard * 1000 + index)));
            }
            return sections;
        }
    }
}
