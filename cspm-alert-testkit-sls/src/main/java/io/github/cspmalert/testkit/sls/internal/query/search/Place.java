package io.github.cspmalert.testkit.sls.internal.query.search;

/** Says where something stands in a text, counted from 1. */
final class Place {

    private Place() {}

    static String of(String text, int offset) {
        String before = text.substring(0, offset);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = offset - before.lastIndexOf('\n');
        return "line " + line + ":" + column;
    }
}
