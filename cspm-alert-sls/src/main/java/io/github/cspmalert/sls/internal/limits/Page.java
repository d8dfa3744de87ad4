package io.github.cspmalert.sls.internal.limits;

/** Where limits are documented. */
enum Page {
    RULE("https://alibabacloud.com/help/en/sls/developer-reference/api-sls-2020-12-30-struct-alert"),
    LIMITS("https://help.aliyun.com/document_detail/207711.htm"),
    QUERIES("https://help.aliyun.com/zh/sls/set-query-statistics-statement"),
    GROUPS("https://www.alibabacloud.com/help/en/sls/use-the-group-evaluation-feature"),
    RECORDS("https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data"),
    CHANNELS("https://www.alibabacloud.com/help/en/sls/notification-methods");

    private final String url;

    Page(String url) {
        this.url = url;
    }

    String url() {
        return url;
    }
}
