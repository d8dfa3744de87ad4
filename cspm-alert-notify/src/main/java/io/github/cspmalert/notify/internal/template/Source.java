package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.TemplateException;
import org.jspecify.annotations.Nullable;

/** A template's text, and what line and column an offset into it is. */
record Source(TemplateText template) {

    String text() {
        return template.text();
    }

    TemplateException error(int offset, String problem) {
        return error(offset, problem, null);
    }

    TemplateException error(int offset, String problem, @Nullable Throwable cause) {
        Cursor.Place place = Cursor.Place.of(text(), offset);
        return new TemplateException(at(place, problem), place.line(), place.column(), cause);
    }

    /** {@return what is to be told of a place, with where it is} */
    String at(int offset, String problem) {
        return at(Cursor.Place.of(text(), offset), problem);
    }

    private String at(Cursor.Place place, String problem) {
        return "%s, line %d, column %d: %s"
                .formatted(template.name(), place.line(), place.column(), Spaces.named(problem));
    }
}
