/**
 * SLS's template language: the text becomes tokens, the tokens a tree of nodes and expressions, and the tree is rendered.
 *
 * <p>The way of a template, by class:
 *
 * <ul>
 *   <li>read: {@code SlsTemplate} has {@code TemplateParser} read the text, which has {@code Lexer} cut the inside of delimiters
 *       into {@code Token}s and {@code ExpressionParser} make sense of them; {@code Undocumented} says why something is refused
 *   <li>the tree: {@code Node}, {@code Expression}, {@code Operator}, {@code OldPath}; {@code NameCheck} follows its names
 *   <li>in HTML: {@code HtmlPlaces} walks the tree, {@code HtmlState} says where in HTML one is, and {@code Place} how a
 *       value is written there
 *   <li>functions: {@code Functions} has them all, one class for each group of them; {@code Arguments} is what they are given
 *   <li>rendered: {@code Plain} makes values of {@code Variables}, and a {@code Rendering} keeps within {@code RenderSettings}
 * </ul>
 *
 * <p>No node reaches a Java object: values are null, Boolean, Long, Double, String, {@link
 * io.github.cspmalert.notify.internal.template.Markup}, ZonedDateTime, List and Map, and what is not in {@link
 * io.github.cspmalert.notify.internal.template.Functions} does not exist.
 */
@NullMarked
package io.github.cspmalert.notify.internal.template;

import org.jspecify.annotations.NullMarked;
