package io.github.cspmalert.notify.internal.template;

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
        int line = 1;
        int lineStart = 0;
        for (int i = text().indexOf('\n'); i >= 0 && i < offset; i = text().indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        int column = offset - lineStart + 1;
        String message = "%s, line %d, column %d: %s".formatted(template.name(), line, column, problem);
        return new TemplateException(message, line, column, cause);
    }
}
