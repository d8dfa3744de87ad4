package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.interpret.TagCycleException;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.TemplateSyntaxException;
import com.hubspot.jinjava.loader.ResourceNotFoundException;
import jinjava.javax.el.ELException;
import org.jspecify.annotations.Nullable;

/** Says what jinjava found wrong, without the values that were at hand: those are not for messages. */
final class Problems {

    private static final int MAX_LENGTH = 300;

    private Problems() {}

    static String of(TemplateError error) {
        return switch (error.getReason()) {
            case DISABLED ->
                "there is no %s here"
                        .formatted(SafeText.oneLine(String.valueOf(error.getFieldName()))
                                .replace(':', ' '));
            case OUTPUT_TOO_BIG -> "the text grows past the limit of characters";
            case COLLECTION_TOO_BIG -> "a list or a map grows past the limit of values";
            default -> of(error.getException(), error.getMessage());
        };
    }

    static String of(@Nullable Throwable failure, @Nullable String message) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResourceNotFoundException) {
                return cut(cause.getMessage());
            }
        }
        if (failure == null
                || failure instanceof TagCycleException
                || failure instanceof TemplateSyntaxException && !isEvaluation(failure.getCause())) {
            return cut(message);
        }
        return "an expression cannot be evaluated (%s)"
                .formatted(root(failure).getClass().getSimpleName());
    }

    // The subclass for what cannot be parsed speaks of the template only.
    private static boolean isEvaluation(@Nullable Throwable cause) {
        return cause instanceof ELException && !cause.getClass().getSimpleName().startsWith("TreeBuilder");
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String cut(@Nullable String message) {
        String text = message == null ? "it is malformed" : SafeText.oneLine(message);
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }
}
