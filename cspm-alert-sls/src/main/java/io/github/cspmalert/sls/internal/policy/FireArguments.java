package io.github.cspmalert.sls.internal.policy;

import io.github.cspmalert.sls.internal.DurationText;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.policy.PolicyToken.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The arguments of {@code fire(..)}, each of which must be asked for. */
final class FireArguments {

    private final int line;
    private final Map<String, Object> all;

    private FireArguments(int line, Map<String, Object> all) {
        this.line = line;
        this.all = all;
    }

    /** Reads arguments with the parentheses around them; {@code fire} itself has been read. */
    static FireArguments read(PolicyTokens tokens) throws PolicyScriptException {
        int line = tokens.line();
        Map<String, Object> arguments = new LinkedHashMap<>();
        tokens.expect("(");
        while (!tokens.accept(")")) {
            PolicyToken name = tokens.expect(Kind.NAME);
            tokens.expect("=");
            if (arguments.put(name.text(), argument(tokens)) != null) {
                throw new PolicyScriptException(name.line(), "'" + name.text() + "' is given twice");
            }
            if (!tokens.peek().is(")")) {
                tokens.expect(",");
            }
        }
        return new FireArguments(line, arguments);
    }

    private static Object argument(PolicyTokens tokens) throws PolicyScriptException {
        PolicyToken token = tokens.next();
        if (token.kind() == Kind.TEXT) {
            return token.text();
        }
        if (token.is("true") || token.is("True")) {
            return true;
        }
        if (token.is("false") || token.is("False")) {
            return false;
        }
        if (token.is("[")) {
            return list(tokens);
        }
        if (token.is("{")) {
            return map(tokens);
        }
        throw token.unknown();
    }

    private static List<String> list(PolicyTokens tokens) throws PolicyScriptException {
        List<String> texts = new ArrayList<>();
        while (!tokens.accept("]")) {
            texts.add(tokens.expect(Kind.TEXT).text());
            if (!tokens.peek().is("]")) {
                tokens.expect(",");
            }
        }
        return texts;
    }

    /** {@return the names of alert fields, each of which stands for itself: {@code {"alert.project": alert.project}}} */
    private static Set<String> map(PolicyTokens tokens) throws PolicyScriptException {
        Map<String, String> names = new LinkedHashMap<>();
        while (!tokens.accept("}")) {
            PolicyToken key = tokens.expect(Kind.TEXT);
            tokens.expect(":");
            PolicyToken subject = tokens.next();
            if (!subject.is("alert")) {
                throw subject.unknown();
            }
            String name = ConditionParser.field(tokens).name();
            if (!key.text().equals("alert." + name) && !key.text().equals(name)) {
                throw new PolicyScriptException(key.line(), "a field stands under the name of another");
            }
            names.put(name, key.text());
            if (!tokens.peek().is("}")) {
                tokens.expect(",");
            }
        }
        return names.keySet();
    }

    PolicyScriptException wrong(String what) {
        return new PolicyScriptException(line, what);
    }

    String text(String name, String absent) throws PolicyScriptException {
        Object value = all.remove(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof String text) {
            return text;
        }
        throw wrong("'" + name + "' is not a text");
    }

    String required(String name) throws PolicyScriptException {
        String text = text(name, "");
        if (text.isBlank()) {
            throw wrong("'" + name + "' is missing");
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
        throw wrong("'" + name + "' is not a list");
    }

    List<String> names(String name) throws PolicyScriptException {
        if (all.remove(name) instanceof Set<?> set) {
            return set.stream().map(String::valueOf).toList();
        }
        throw wrong("'" + name + "' is not a group of fields");
    }

    boolean flag(String name) throws PolicyScriptException {
        Object value = all.remove(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrong("'" + name + "' is neither true nor false");
    }

    Duration time(String name) throws PolicyScriptException {
        String text = text(name, "");
        return DurationText.read(text)
                .filter(time -> !time.isZero())
                .orElseThrow(() -> wrong("'" + name + "' is '" + Texts.brief(text) + "', which is not a duration"));
    }

    void require(String name, String value) throws PolicyScriptException {
        if (!text(name, value).equals(value)) {
            throw wrong("'" + name + "' has a value that is not known here");
        }
    }

    boolean forget(String name) {
        return all.remove(name) != null;
    }

    void finish() throws PolicyScriptException {
        for (String name : all.keySet()) {
            throw wrong("'" + Texts.brief(name) + "' is not known here");
        }
    }
}
