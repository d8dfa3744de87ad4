package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.notify.internal.template.HtmlState.Link;
import io.github.cspmalert.notify.internal.template.Place.Content;
import io.github.cspmalert.notify.internal.template.Place.Quoting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out for each value of an HTML template in which place it stands, whichever branches are taken and however often loops
 * run. A value where none can be made safe is refused, so that nobody has to think of it.
 */
final class HtmlPlaces {

    // A loop that ends elsewhere than it begins is gone through again; nested, that could take for ever.
    private static final int MAX_ROUNDS = 4;
    private static final int VISITS_PER_NODE = 32;

    private final Source source;
    private HtmlState state = HtmlState.START;
    private int lastValue;
    private long visitsLeft;

    private HtmlPlaces(Source source) {
        this.source = source;
        this.visitsLeft = (long) VISITS_PER_NODE * (source.text().length() + 1);
    }

    /**
     * {@return the nodes, each value with its place}
     *
     * @throws TemplateException if a value stands where none can be made safe
     */
    static List<Node> assign(List<Node> nodes, Source source) {
        return new HtmlPlaces(source).all(nodes);
    }

    private List<Node> all(List<Node> nodes) {
        List<Node> placed = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            placed.add(one(node));
        }
        return placed;
    }

    private Node one(Node node) {
        if (--visitsLeft < 0) {
            throw source.error(lastValue, "the loops end at too many different places of the HTML");
        }
        if (node instanceof Node.Output output) {
            return new Node.Output(output.value(), output.offset(), place(output.offset()));
        } else if (node instanceof Node.OldOutput output) {
            return new Node.OldOutput(output.path(), output.offset(), place(output.offset()));
        } else if (node instanceof Node.If choice) {
            return choice(choice);
        } else if (node instanceof Node.For loop) {
            return loop(loop);
        } else if (node instanceof Node.Text text) {
            state = state.after(text.text());
            if (state.refusal() != null) {
                throw source.error(lastValue, state.refusal());
            }
        }
        return node;
    }

    private Node choice(Node.If choice) {
        HtmlState before = state;
        List<Node.If.Branch> branches = new ArrayList<>();
        @Nullable HtmlState joined = choice.isComplete() ? null : before;
        for (Node.If.Branch branch : choice.branches()) {
            state = before;
            branches.add(new Node.If.Branch(branch.condition(), all(branch.body()), branch.offset()));
            joined = joined == null ? state : HtmlJoin.of(joined, state);
        }
        state = joined == null ? before : joined;
        return new Node.If(branches);
    }

    private Node loop(Node.For loop) {
        HtmlState before = state;
        for (int round = 0; ; round++) {
            List<Node> body = all(loop.body());
            HtmlState joined = HtmlJoin.of(before, state);
            state = joined;
            if (joined.equals(before)) {
                return new Node.For(loop.variables(), loop.items(), body, loop.offset());
            }
            before = round < MAX_ROUNDS ? joined : HtmlState.UNKNOWN;
            state = before;
        }
    }

    private Place place(int offset) {
        lastValue = offset;
        Place place =
                switch (state.kind()) {
                    case TEXT -> Place.TEXT;
                    case RAW -> raw(offset);
                    case COMMENT, CONDITION, DECLARATION -> new Place(Content.COMMENT, Quoting.QUOTED);
                    case BEFORE_VALUE -> attribute(offset, Quoting.UNQUOTED_START);
                    case VALUE -> attribute(offset, state.quote() == ' ' ? Quoting.UNQUOTED : Quoting.QUOTED);
                    case TAG_OPEN, END_TAG_OPEN, TAG_NAME ->
                        throw refused(
                                offset,
                                "as the name of a tag; write the name in the template, and &lt; for the sign '<'");
                    case IN_TAG, ATTRIBUTE_NAME, AFTER_NAME ->
                        throw refused(offset, "as the name of an attribute; write name=\"{{ … }}\"");
                    case UNKNOWN ->
                        throw refused(
                                offset,
                                "here, since what stands before it in an {% if %} or {% for %} leaves the HTML at different"
                                        + " places; let all of its branches close what they open");
                };
        state = state.afterValue();
        return place;
    }

    private Place raw(int offset) {
        if (!state.word().isEmpty() || state.element().equals("script")) {
            throw refused(
                    offset, "in a script, since it could become a part of it; put it into an attribute such as data-x");
        }
        return state.element().equals("style") ? new Place(Content.STYLE, Quoting.QUOTED) : Place.TEXT;
    }

    private Place attribute(int offset, Quoting quoting) {
        String name = state.attribute();
        if (!HtmlAttributes.mayHoldValue(state.element(), name)) {
            throw refused(
                    offset,
                    "in the attribute '%s' of '<%s>', where it could run or load something; write its text in the template"
                            .formatted(name, state.element().split(" ")[0]));
        } else if (name.equals("style")) {
            return new Place(Content.STYLE, quoting);
        } else if (!HtmlAttributes.isLink(name)) {
            return new Place(Content.ATTRIBUTE, quoting);
        } else if (state.link() == Link.SCRIPT || state.link() == Link.DATA) {
            throw refused(offset, "in a link that may run a script; link to a page");
        }
        return new Place(state.link() == Link.OPEN ? Content.LINK : Content.ATTRIBUTE, quoting);
    }

    private TemplateException refused(int offset, String where) {
        return source.error(offset, "a value cannot stand " + where);
    }
}
