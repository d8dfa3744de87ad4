package io.github.cspmalert.definition;

/**
 * Something that keeps definitions from being built.
 *
 * @param object the object that it is about
 * @param duplicate whether it is that the object is given twice
 * @param text the problem with its fix, one sentence, which names the object
 */
public record DefinitionProblem(ObjectKey object, boolean duplicate, String text) {}
