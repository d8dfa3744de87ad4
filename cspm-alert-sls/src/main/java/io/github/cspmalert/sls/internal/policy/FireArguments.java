package io.github.cspmalert.sls.internal.policy;

import io.github.cspmalert.sls.internal.DurationText;
import io.github.cspmalert.sls.internal.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The arguments of {@code fire(..)}, each of which must be asked for. */
final class FireArguments {

    private final int line;
    private final Map<String, Object> all;

    FireArguments(int line, Map<String, Object> all) {
        this.line = line;
        this.all = all;
    }

    String text(String name, String absent) throws PolicyScriptException {
        Object value = all.remove(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof String text) {
            return text;
        }
        throw new PolicyScriptException(line, "'" + name + "' is not a text");
    }

    String required(String name) throws PolicyScriptException {
        String text = text(name, "");
        if (text.isBlank()) {
            throw new PolicyScriptException(line, "'" + name + "' is missing");
        }
        return text;
    }

    String[] texts(String name) throws PolicyScriptException {
        Object value = all.remove(name);
        if (value == null) {
            return new String[0];
        }
        if (value instanceof List<?> list) {
            return list.toArray(String[]::new);
        }
        throw new PolicyScriptException(line, "'" + name + "' is not a list");
    }

    List<String> names(String name) throws PolicyScriptException {
        if (all.remove(name) instanceof Set<?> set) {
            return set.stream().map(String::valueOf).toList();
        }
        throw new PolicyScriptException(line, "'" + name + "' is not a group of fields");
    }

    boolean flag(String name) throws PolicyScriptException {
        Object value = all.remove(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new PolicyScriptException(line, "'" + name + "' is neither true nor false");
    }

    Duration time(String name) throws PolicyScriptException {
        String text = text(name, "");
        return DurationText.read(text)
                .filter(time -> !time.isZero())
                .orElseThrow(() -> new PolicyScriptException(
                        line, "'" + name + "' is '" + Texts.brief(text) + "', which is not a duration"));
    }

    void require(String name, String value) throws PolicyScriptException {
        if (!text(name, value).equals(value)) {
            throw new PolicyScriptException(line, "'" + name + "' has a value that is not known here");
        }
    }

    boolean forget(String name) {
        return all.remove(name) != null;
    }

    void finish() throws PolicyScriptException {
        for (String name : all.keySet()) {
            throw new PolicyScriptException(line, "'" + Texts.brief(name) + "' is not known here");
        }
    }
}
