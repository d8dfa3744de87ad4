package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.notify.internal.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes nodes of a template's text.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/syntax-for-new-alert-templates">SLS: template syntax</a>
 */
final class TemplateParser {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_OLD_PATH = 200;

    private static final Set<String> TAGS = new TreeSet<>(Set.of("if", "for", "raw"));
    private static final Set<String> INNER_TAGS = Set.of("elif", "else", "endif", "endfor", "endraw");
    private static final Pattern END_RAW =
            Pattern.compile("\\{%(-?)SPACE*+endrawSPACE*+(-?)%}".replace("SPACE", "[\\s\\x1C-\\x1F\\x85\\p{Z}]"));

    private final Source source;
    private final String text;
    private final Cursor cursor;
    private int at;
    private int depth;
    private boolean trimNext;

    private TemplateParser(Source source) {
        this.source = source;
        this.text = source.text();
        this.cursor = new Cursor(text);
    }

    /** A tag that was read: its name, and what follows the name. */
    private record Tag(Token name, Tokens rest) {
        boolean is(String wanted) {
            return name.text().equals(wanted);
        }
    }

    static List<Node> parse(Source source) {
        TemplateParser parser = new TemplateParser(source);
        List<Node> nodes = new ArrayList<>();
        Tag tag = parser.block(nodes);
        if (tag != null) {
            throw source.error(
                    tag.name().offset(), "'" + tag.name().text() + "' closes or continues no tag that is open here");
        }
        return nodes;
    }

    /** Reads nodes up to the end, or up to a tag that is none of its own, which is returned. */
    private @Nullable Tag block(List<Node> nodes) {
        while (at < text.length()) {
            int open = nextOpening();
            boolean trims = text.startsWith("-", open + 2) && text.charAt(open) == '{';
            text(nodes, text.substring(at, open), trims);
            if (open == text.length()) {
                at = open;
                return null;
            }
            at = open + (trims ? 3 : 2);
            Tag tag = opened(nodes, open);
            if (tag != null) {
                return tag;
            }
        }
        return null;
    }

    private @Nullable Tag opened(List<Node> nodes, int open) {
        switch (text.charAt(open) == '$' ? '$' : text.charAt(open + 1)) {
            case '{' -> {
                Tokens tokens = inside(open, "}}");
                if (tokens.peek().kind() == Kind.END) {
                    throw source.error(open, "'{{ }}' holds no expression");
                }
                nodes.add(new Node.Output(ExpressionParser.whole(tokens), open, Place.PLAIN_TEXT));
            }
            case '#' -> comment(open);
            case '$' -> old(nodes, open);
            default -> {
                return tag(nodes, open);
            }
        }
        return null;
    }

    private int nextOpening() {
        for (int i = at; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            char next = text.charAt(i + 1);
            if (c == '{' && (next == '{' || next == '%' || next == '#') || c == '$' && next == '{') {
                return i;
            }
        }
        return text.length();
    }

    private void text(List<Node> nodes, String raw, boolean trimEnd) {
        String kept = trimNext ? Spaces.stripLeading(raw) : raw;
        kept = trimEnd ? Spaces.stripTrailing(kept) : kept;
        trimNext = false;
        if (!kept.isEmpty()) {
            nodes.add(new Node.Text(kept));
        }
    }

    private Tokens inside(int open, String close) {
        cursor.moveTo(at);
        Lexer.Inside inside = Lexer.read(source, cursor, open, close);
        at = inside.end();
        trimNext = inside.trimsRight();
        return new Tokens(source, inside.tokens());
    }

    private void comment(int open) {
        int end = text.indexOf("#}", at);
        if (end < 0) {
            throw source.error(open, "'{#' is never closed; write '#}' where the comment ends");
        }
        trimNext = end > at && text.charAt(end - 1) == '-';
        at = end + 2;
    }

    private void old(List<Node> nodes, int open) {
        int end = at;
        int last = Math.min(text.length(), at + MAX_OLD_PATH + 1);
        while (end < last && text.charAt(end) != '}' && text.charAt(end) != '\n') {
            end++;
        }
        if (end == last || text.charAt(end) != '}') {
            nodes.add(new Node.Text("${"));
            return;
        }
        nodes.add(new Node.OldOutput(OldPath.parse(text.substring(at, end)), open, Place.PLAIN_TEXT));
        at = end + 1;
    }

    private @Nullable Tag tag(List<Node> nodes, int open) {
        Tokens rest = inside(open, "%}");
        Token name = rest.takeName("the name of a tag");
        Tag tag = new Tag(name, rest);
        if (INNER_TAGS.contains(name.text())) {
            return tag;
        } else if (!TAGS.contains(name.text())) {
            throw source.error(name.offset(), Undocumented.unknown("tag", name.text(), TAGS));
        } else if (++depth > MAX_DEPTH) {
            throw source.error(open, "the tags are nested more than " + MAX_DEPTH + " levels deep");
        }
        switch (name.text()) {
            case "if" -> ifNode(nodes, tag, open);
            case "for" -> forNode(nodes, tag, open);
            default -> raw(nodes, tag, open);
        }
        depth--;
        return null;
    }

    private void raw(List<Node> nodes, Tag tag, int open) {
        tag.rest().end();
        Matcher end = END_RAW.matcher(text);
        if (!end.find(at)) {
            throw neverClosed(tag, open);
        }
        text(nodes, text.substring(at, end.start()), !end.group(1).isEmpty());
        at = end.end();
        trimNext = !end.group(2).isEmpty();
    }

    private void ifNode(List<Node> nodes, Tag opening, int open) {
        List<Node.If.Branch> branches = new ArrayList<>();
        nodes.add(new Node.If(branches));
        Expression condition = ExpressionParser.whole(opening.rest());
        int offset = open;
        boolean last = false;
        while (true) {
            List<Node> body = new ArrayList<>();
            branches.add(new Node.If.Branch(condition, body, offset));
            Tag tag = block(body);
            if (tag == null) {
                throw neverClosed(opening, open);
            } else if (tag.is("endif")) {
                tag.rest().end();
                return;
            } else if (last || !tag.is("elif") && !tag.is("else")) {
                throw source.error(
                        tag.name().offset(), "'" + tag.name().text() + "' cannot stand here; expected 'endif'");
            }
            last = tag.is("else");
            offset = tag.name().offset();
            condition = last ? Node.If.Branch.ELSE : ExpressionParser.whole(tag.rest());
            tag.rest().end();
        }
    }

    private void forNode(List<Node> nodes, Tag opening, int open) {
        Tokens rest = opening.rest();
        List<String> variables = loopVariables(rest);
        rest.require("in");
        Expression items = new ExpressionParser(rest).expression();
        if (rest.peek().is("if")) {
            throw Undocumented.FOR_IF.at(source, rest.peek());
        }
        rest.end();
        List<Node> body = new ArrayList<>();
        nodes.add(new Node.For(variables, items, body, open));
        Tag end = block(body);
        if (end == null) {
            throw neverClosed(opening, open);
        } else if (end.is("else")) {
            throw Undocumented.FOR_ELSE.at(source, end.name());
        } else if (!end.is("endfor")) {
            throw source.error(end.name().offset(), "'" + end.name().text() + "' cannot stand here; expected 'endfor'");
        }
        end.rest().end();
    }

    private List<String> loopVariables(Tokens rest) {
        List<String> variables = new ArrayList<>();
        do {
            Token next = rest.takeName("the name of a variable");
            Undocumented.refuseVariable(next, source);
            if (Undocumented.isReserved(next.text())) {
                throw rest.expected("the name of a variable", next);
            } else if (variables.size() == 2) {
                throw Undocumented.FOR_TARGETS.at(source, next);
            }
            variables.add(next.text());
        } while (rest.takeIf(","));
        return variables;
    }

    private RuntimeException neverClosed(Tag tag, int open) {
        String name = tag.name().text();
        return source.error(open, "'{%% %s %%}' is never closed; write {%% end%s %%}".formatted(name, name));
    }
}
