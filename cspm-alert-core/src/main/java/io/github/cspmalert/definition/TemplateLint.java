package io.github.cspmalert.definition;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.ContentTemplate.Content;
import io.github.cspmalert.internal.Placeholders;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at whether what a template puts into HTML and JSON is written as these want it. */
final class TemplateLint {

    private static final Set<Channel> JSON = Set.of(Channel.WEBHOOK, Channel.FUNCTION_COMPUTE, Channel.EVENT_BRIDGE);

    private static final Pattern NUMBER = Pattern.compile(
            "-?[0-9.]+|alert\\.(severity|alert_time|fire_time|resolve_time|next_eval_interval|fire_results_count)"
                    + "|alert\\.results\\[[0-9]+]\\.(start_time|end_time|raw_results?_count)"
                    + "|.*\\|\\s*(int|float|length|abs|round|ceil|floor|sum|wordcount|timestamp)\\s*(\\([^|]*\\))?"
                    + "|(int|float|length|abs|round|ceil|floor|sum|wordcount|timestamp)\\s*\\([^|]*\\)");

    // Ids, addresses and words of the service, in which neither quotation marks nor tags occur.
    private static final Pattern WORD = Pattern.compile(
            "alert\\.(aliuid|alert_instance_id|alert_id|alert_type|region|project|status|fingerprint|dashboard|policy\\.\\w+|\\w+_url)"
                    + "|alert\\.results\\[[0-9]+]\\.(store_type|region|project|store|\\w+_url)"
                    + "|.*\\|\\s*(format_date|format_duration|format_severity|format_status|format_type|format_region|base64_encoding"
                    + "|md5_encoding|url_encoding)\\s*(\\([^|]*\\))?"
                    + "|(format_date|format_duration|format_severity|format_status|format_type|format_region|base64_encoding"
                    + "|md5_encoding|url_encoding)\\s*\\([^|]*\\)|'[^'<>\"\\\\]*'|\"[^\"<>\\\\]*\"");

    // What the rule's author wrote, and lists that the service builds.
    private static final Pattern HARMLESS_IN_HTML =
            Pattern.compile("alert\\.(alert_name|raw_condition|query)|alert\\.results\\[[0-9]+]\\.query"
                    + "|.*\\|\\s*(escape_html|to_list|annotations_to_list|blockquote)\\s*(\\([^|]*\\))?"
                    + "|(escape_html|to_list|annotations_to_list|blockquote)\\s*\\([^|]*\\)");

    private static final Pattern OBJECT = Pattern.compile("alert\\.(labels|annotations|results|fire_results|policy)");

    private static final Pattern WRITTEN_AS_JSON =
            Pattern.compile(".*\\|\\s*(quote|to_json)\\s*(\\(\\s*\\))?|(quote|to_json)\\s*\\([^|]*\\)");

    private final AlertDefinitions all;
    private final Set<String> ownAnnotations;
    private final Warnings warnings;

    TemplateLint(AlertDefinitions all, List<AlertRule> users, Warnings warnings) {
        this.all = all;
        this.ownAnnotations = ownAnnotations(users);
        this.warnings = warnings;
    }

    // Annotations that all rules have and that hold no column.
    private static Set<String> ownAnnotations(List<AlertRule> users) {
        Set<String> own = new HashSet<>();
        users.stream()
                .findFirst()
                .ifPresent(rule -> own.addAll(rule.annotations().keySet()));
        own.removeIf(
                key -> !users.stream().allMatch(rule -> isOwn(rule.annotations().get(key))));
        return own;
    }

    private static boolean isOwn(@Nullable String annotation) {
        return annotation != null
                && Placeholders.in(annotation).allMatch(each -> Placeholders.OF_THE_SERVICE.contains(each.name()));
    }

    void check(ContentTemplate template) {
        template.contents().forEach((channel, content) -> {
            String field = "contents." + channel + ".content";
            if (JSON.contains(channel)) {
                json(content, field);
            } else if (content.content().format() == ContentFormat.HTML && isProvisioned()) {
                html(content, field);
            }
        });
    }

    // Where no store is set, the definitions run in this JVM alone, which escapes.
    private boolean isProvisioned() {
        return !all.sources().isEmpty();
    }

    private void html(Content content, String field) {
        TemplateOutputs outputs = TemplateOutputs.of(content.content().text());
        report(
                LintRule.HTML_UNESCAPED,
                field,
                content,
                outputs,
                output -> !isHarmlessInHtml(output.expression(), outputs),
                "can hold tags that a tenant wrote into a name, and the service puts them into the mail as they are",
                "write {{ ... | escape_html }}");
    }

    private boolean isHarmlessInHtml(String expression, TemplateOutputs outputs) {
        boolean own = expression.startsWith("alert.annotations.")
                && ownAnnotations.contains(expression.substring("alert.annotations.".length()));
        return own
                || outputs.counters().contains(expression)
                || NUMBER.matcher(expression).matches()
                || WORD.matcher(expression).matches()
                || HARMLESS_IN_HTML.matcher(expression).matches();
    }

    private void json(Content content, String field) {
        TemplateOutputs outputs = TemplateOutputs.of(content.content().text());
        if (outputs.looksLikeJson()) {
            report(
                    LintRule.JSON_UNESCAPED,
                    field,
                    content,
                    outputs,
                    output -> !isJson(output, outputs),
                    "is not written as JSON, so a quotation mark or a line break in it breaks the request",
                    "write {{ ... | quote }} for text and {{ ... | to_json }} for the rest, without quotation marks around them");
        }
    }

    private static boolean isJson(TemplateOutputs.Output output, TemplateOutputs outputs) {
        String expression = output.expression();
        if (NUMBER.matcher(expression).matches() || outputs.counters().contains(expression)) {
            return true;
        }
        return output.inQuotes()
                ? WORD.matcher(expression).matches()
                : WRITTEN_AS_JSON.matcher(expression).matches()
                        || OBJECT.matcher(expression).matches()
                        || expression.matches("'[,\\s]*'|\"[,\\s]*\"");
    }

    private void report(
            LintRule rule,
            String field,
            Content content,
            TemplateOutputs outputs,
            Predicate<TemplateOutputs.Output> wrong,
            String reason,
            String fix) {
        List<TemplateOutputs.Output> found =
                outputs.all().stream().filter(wrong).toList();
        if (found.isEmpty()) {
            return;
        }
        List<String> names =
                found.stream().map(TemplateOutputs.Output::shown).distinct().toList();
        String some = names.stream().limit(3).collect(Collectors.joining(", "));
        String more = names.size() > 3 ? " and " + (names.size() - 3) + " more" : "";
        warnings.add(
                rule,
                field,
                Cursor.Place.of(content.content().text(), found.get(0).at()),
                some + more + " " + reason,
                fix);
    }
}
