package io.github.cspmalert.definition.template;

/** The language of what SLS writes around a content, such as the names of regions and severities. */
public enum ContentLocale {
    /** Chinese. */
    ZH_CN("zh-CN"),
    /** English. */
    EN_US("en-US");

    private final String tag;

    ContentLocale(String tag) {
        this.tag = tag;
    }

    /** {@return the locale as SLS writes it, such as {@code en-US}} */
    public String tag() {
        return tag;
    }
}
