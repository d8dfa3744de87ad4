package io.github.cspmalert.sls;

/**
 * How requests are signed.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/request-signatures">SLS: request signatures</a>
 */
public enum SignatureVersion {
    /** HMAC-SHA1; for old private installations only. */
    V1,
    /** HMAC-SHA256 over a scope of date and region. */
    V4
}
