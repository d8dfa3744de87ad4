package io.github.cspmalert.notify.internal.template;

import java.util.Comparator;

/** The order of values: numbers among each other by size, everything else as text. */
final class Comparing {

    static final Comparator<Object> VALUES = (left, right) -> left instanceof Number a && right instanceof Number b
            ? Double.compare(a.doubleValue(), b.doubleValue())
            : Values.text(left).compareTo(Values.text(right));

    private Comparing() {}
}
