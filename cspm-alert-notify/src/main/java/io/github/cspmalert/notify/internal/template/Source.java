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
        String message = "%s, line %d, column %d: %s"
                .formatted(template.name(), place.line(), place.column(), Spaces.named(problem));
        return new TemplateException(message, place.line(), place.column(), cause);
    }
}
