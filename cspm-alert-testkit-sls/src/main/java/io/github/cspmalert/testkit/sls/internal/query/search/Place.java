package io.github.cspmalert.testkit.sls.internal.query.search;

import io.github.cspmalert.common.Cursor;

/** Says where something stands in a text, counted from 1. */
final class Place {

    private Place() {}

    static String of(String text, int offset) {
        Cursor.Place place = Cursor.Place.of(text, offset);
        return "line " + place.line() + ":" + place.column();
    }
}
