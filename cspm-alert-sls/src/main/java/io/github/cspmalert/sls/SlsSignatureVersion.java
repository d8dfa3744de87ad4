package io.github.cspmalert.sls;

import com.aliyun.openservices.log.http.signer.SignVersion;

/**
 * How requests are signed.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/request-signatures">SLS: request
 *     signatures</a>
 */
public enum SlsSignatureVersion {
    /** HMAC-SHA1 over the request; knows no region. For gateways that do not know the fourth version. */
    V1(SignVersion.V1),
    /** HMAC-SHA256 with a key derived for the day and the region. The default. */
    V4(SignVersion.V4);

    private final SignVersion sdkVersion;

    SlsSignatureVersion(SignVersion sdkVersion) {
        this.sdkVersion = sdkVersion;
    }

    SignVersion sdkVersion() {
        return sdkVersion;
    }
}
