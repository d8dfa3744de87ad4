package io.github.cspmalert.definition;

import io.github.cspmalert.common.Cursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a template puts out, found without reading what its expressions mean.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/syntax-for-new-alert-templates">SLS: template syntax</a>
 */
final class TemplateOutputs {

    private static final Cursor.Kind PLAIN = new Cursor.Kind(c -> c != '{' && c != '$' && c != '"' && c != '\\');
    private static final Pattern RAW = Pattern.compile("\\{%-?\\s*endraw\\s*-?%}");
    private static final Pattern COUNTED = Pattern.compile("for\\s+(\\w+)\\s*,.*\\benumerate\\s*\\(.*", Pattern.DOTALL);

    private final String text;
    private final Cursor cursor;
    private final List<Output> all = new ArrayList<>();
    private final Set<String> counters = new HashSet<>();
    private final StringBuilder begin = new StringBuilder();
    private boolean inQuotes;

    private TemplateOutputs(String text) {
        this.text = text;
        this.cursor = new Cursor(text);
    }

    /**
     * An expression whose value is put out.
     *
     * @param expression the expression on one line, without what stands around it
     * @param at the offset where it begins
     * @param inQuotes whether it stands between double quotation marks
     */
    record Output(String expression, int at, boolean inQuotes) {

        private static final int LONGEST = 60;

        /** {@return the expression, short enough for a message} */
        String shown() {
            return "'" + (expression.length() > LONGEST ? expression.substring(0, LONGEST) + "..." : expression) + "'";
        }
    }

    static TemplateOutputs of(String text) {
        TemplateOutputs outputs = new TemplateOutputs(text);
        outputs.read();
        return outputs;
    }

    /** {@return what is put out, in order} */
    List<Output> all() {
        return all;
    }

    /** {@return the variables of loops that only count} */
    Set<String> counters() {
        return counters;
    }

    /** {@return whether it begins like an object or an array} */
    boolean looksLikeJson() {
        String first = begin.toString().strip();
        return first.startsWith("{") || first.startsWith("[");
    }

    private void read() {
        while (!cursor.atEnd()) {
            int start = cursor.at();
            if (cursor.accept("{#")) {
                cursor.skipPast("#}");
            } else if (cursor.accept("{%")) {
                tag(inside("%}"));
            } else if (cursor.accept("{{")) {
                put(inside("}}"), start);
            } else if (cursor.accept("${")) {
                int name = cursor.at();
                cursor.skipTo('}');
                String reference = cursor.since(name);
                cursor.next();
                put("alert." + reference.strip(), start);
            } else {
                plain();
            }
        }
    }

    private void put(String expression, int at) {
        all.add(new Output(expression.replaceAll("\\s+", " "), at, inQuotes));
        begin.append('x');
    }

    private void tag(String tag) {
        if (tag.equals("raw")) {
            Matcher end = RAW.matcher(text);
            cursor.moveTo(end.find(cursor.at()) ? end.end() : text.length());
            return;
        }
        Matcher counted = COUNTED.matcher(tag);
        if (counted.matches()) {
            counters.add(counted.group(1));
        }
    }

    private void plain() {
        char c = cursor.next();
        if (c == '\\' && inQuotes) {
            cursor.next();
        } else if (c == '"') {
            inQuotes = !inQuotes;
        }
        int mark = cursor.at();
        cursor.skipWhile(PLAIN);
        if (begin.length() < 100) {
            begin.append(c).append(cursor.since(mark));
        }
    }

    // What stands in quotation marks does not end it.
    private String inside(String end) {
        int start = cursor.at();
        while (!cursor.atEnd()) {
            int stop = cursor.at();
            if (cursor.accept(end)) {
                return stripped(text.substring(start, stop));
            }
            char c = cursor.next();
            if (c == '\'' || c == '"') {
                quoted(c);
            }
        }
        return stripped(text.substring(start));
    }

    private void quoted(char mark) {
        while (!cursor.atEnd()) {
            char c = cursor.next();
            if (c == '\\') {
                cursor.next();
            } else if (c == mark) {
                return;
            }
        }
    }

    private static String stripped(String inside) {
        String left = inside.startsWith("-") ? inside.substring(1) : inside;
        return (left.endsWith("-") ? left.substring(0, left.length() - 1) : left).strip();
    }
}
