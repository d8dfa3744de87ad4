package io.github.cspmalert.definition.template;

/** What a content is written in, and so how the values put into it are escaped. */
public enum ContentFormat {
    /** HTML. */
    HTML,
    /** Text without mark-up; nothing needs escaping. */
    TEXT
}
