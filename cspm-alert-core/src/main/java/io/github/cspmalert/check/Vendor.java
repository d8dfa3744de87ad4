package io.github.cspmalert.check;

import java.util.List;

/**
 * The cloud that a checked resource runs on. The set is open. The documentation of the log says that it is always
 * {@link #ALIYUN}, while CSPM itself checks other clouds as well; their names are those of Security Center's API.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/security-center/user-guide/log-category-and-field-description-v2-0">
 *     Security Center: log categories and fields</a>
 */
public final class Vendor extends OpenValue {

    /** Alibaba Cloud. */
    public static final Vendor ALIYUN = new Vendor("ALIYUN", true);

    /** Tencent Cloud. */
    public static final Vendor TENCENT = new Vendor("TENCENT", true);

    /** Amazon Web Services. */
    public static final Vendor AWS = new Vendor("AWS", true);

    /** Microsoft Azure. */
    public static final Vendor MICROSOFT = new Vendor("MICROSOFT", true);

    /** Huawei Cloud. */
    public static final Vendor HUAWEICLOUD = new Vendor("HUAWEICLOUD", true);

    private static final Known<Vendor> KNOWN =
            new Known<>(text -> new Vendor(text, false), ALIYUN, TENCENT, AWS, MICROSOFT, HUAWEICLOUD);

    private Vendor(String text, boolean documented) {
        super(text, documented);
    }

    /**
     * Reads a vendor.
     *
     * @param text the text, in upper or lower case; anything is accepted
     * @return the vendor, one of the constants if it is documented
     */
    public static Vendor of(String text) {
        return KNOWN.of(text);
    }

    /** {@return the documented values} */
    public static List<Vendor> documentedValues() {
        return KNOWN.values();
    }
}
