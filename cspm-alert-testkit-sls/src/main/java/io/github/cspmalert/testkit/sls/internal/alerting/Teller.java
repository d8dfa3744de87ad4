package io.github.cspmalert.testkit.sls.internal.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.testkit.sls.internal.alerting.script.Script;
import io.github.cspmalert.testkit.sls.internal.alerting.script.Script.Fire;
import io.github.cspmalert.testkit.sls.internal.http.catalog.SystemResource;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out action policies: who is told on which channel, and what.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/create-an-action-policy">Action policies</a>
 */
final class Teller {

    private static final String RENDER_ERROR = "Template render error";

    private final Directory directory;
    private final Renderer renderer;
    private final List<Sent> sent;
    private final List<String> dropped;

    Teller(Directory directory, Renderer renderer, List<Sent> sent, List<String> dropped) {
        this.directory = directory;
        this.renderer = renderer;
        this.sent = sent;
        this.dropped = dropped;
    }

    /** Tells of some alerts, at least one. */
    void tell(String policyId, List<Event> events, Instant at) {
        String what = "action policy '" + policyId + "'";
        @Nullable JsonNode policy = directory.find(SystemResource.ACTION_POLICY, policyId).orElse(null);
        if (policy == null) {
            drop(at, events, "ActionPolicyNotExist: " + policyId);
            return;
        }
        for (String timer : List.of("escalation_start", "escalation_inprogress", "escalation")) {
            if (policy.path(timer + "_enabled").asBoolean(false)) {
                throw NotRun.refused(what, timer + "_enabled", "is true, and there are no incidents");
            }
        }
        try {
            String script = policy.path("primary_policy_script").asText("");
            List<Map<String, Object>> alerts =
                    events.stream().map(Event::variables).toList();
            for (Fire fire : Script.fired(Script.read(script), alerts)) {
                tell(fire, events, at);
            }
        } catch (IllegalArgumentException e) {
            throw NotRun.refused(what, "primary_policy_script", "is not carried out: " + e.getMessage());
        }
    }

    private void tell(Fire fire, List<Event> events, Instant at) {
        if (!fire.texts("oncall_groups").isEmpty()) {
            throw new IllegalArgumentException("oncall_groups are not looked up");
        }
        String receiver = fire.text("receiver_type");
        if (!receiver.isEmpty() && !receiver.equals("static")) {
            throw new IllegalArgumentException("receiver_type is '" + receiver + "'");
        }
        List<String> addresses = directory.addresses(fire);
        String id = fire.text("template_id");
        if (directory.isBuiltIn(SystemResource.CONTENT_TEMPLATE, id)) {
            throw new IllegalArgumentException("template_id is '" + id + "', whose texts are not published");
        }
        String channel = channel(fire);
        @Nullable JsonNode content = directory
                .find(SystemResource.CONTENT_TEMPLATE, id)
                .map(template -> template.path("templates").get(channel))
                .orElse(null);
        if (addresses.isEmpty()) {
            drop(at, events, "nobody is reached on channel " + channel);
        } else if (!WorkHours.admit(fire.text("period"), at)) {
            drop(at, events, "outside of period " + fire.text("period"));
        } else if (content == null) {
            drop(at, events, "there is no content template '" + id + "' for channel " + channel);
        } else {
            send(channel, content, addresses, events, at);
        }
    }

    private static String channel(Fire fire) {
        if (!fire.text("type").equals("webhook_integration")) {
            return fire.text("type");
        }
        String type = fire.text("integration_type");
        return type.equals("custom") ? "webhook" : type;
    }

    private void send(String channel, JsonNode content, List<String> addresses, List<Event> events, Instant at) {
        boolean batch = content.path("send_type").asText("").equals("batch");
        boolean single = channel.equals("webhook") && !batch;
        if (single) {
            events.forEach(event -> add(channel, content, addresses, List.of(event), at, false));
        } else {
            int limit = content.path("limit").asInt(0);
            add(channel, content, addresses, batch && limit > 0 ? first(limit, events) : events, at, batch);
        }
    }

    private static List<Event> first(int limit, List<Event> events) {
        return events.subList(0, Math.min(limit, events.size()));
    }

    private void add(
            String channel, JsonNode content, List<String> addresses, List<Event> events, Instant at, boolean batch) {
        String locale = content.path("locale").asText("zh-CN");
        String title = content.path(content.has("title") ? "title" : "subject").asText("");
        List<String> texts = new ArrayList<>();
        for (Event event : events) {
            texts.add(render(channel, locale, false, content.path("content").asText(""), event));
        }
        String subject = title.isEmpty() ? "" : render(channel, locale, true, title, events.get(0));
        List<Map<String, Object>> alerts = events.stream().map(Event::variables).toList();
        sent.add(new Sent(at, channel, addresses, subject, batch ? List.of(array(texts)) : texts, alerts));
    }

    private String render(String channel, String locale, boolean subject, String text, Event event) {
        try {
            return renderer.render(channel, locale, subject, text, Map.of("alert", event.variables()));
        } catch (RuntimeException e) {
            return RENDER_ERROR;
        }
    }

    // An array of what they say if each says JSON, or else of texts.
    private static String array(List<String> texts) {
        boolean json = texts.stream().allMatch(text -> Json.parse(text).isPresent());
        return json ? "[" + String.join(",", texts) + "]" : new String(Json.write(texts), StandardCharsets.UTF_8);
    }

    private void drop(Instant at, List<Event> events, String why) {
        events.forEach(event -> dropped.add(at + " " + event.rule().what() + ": " + why));
    }
}
