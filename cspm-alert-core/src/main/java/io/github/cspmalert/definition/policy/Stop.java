package io.github.cspmalert.definition.policy;

/** Ends the list: nothing after it is carried out; SLS's {@code stop()}. */
public record Stop() implements PolicyStatement {}
