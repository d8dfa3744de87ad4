package io.github.cspmalert.notify.internal.jinja;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads what CSPM writes about a resource: {@code {"Checks":[{key:{value,link}}],"Columns":[{key,showName}]}}. It comes from outside
 * and may be cut anywhere: what was read until then is kept, and nothing that is wrong with it is an error.
 */
final class InstanceDetails {

    private static final int MAX_LENGTH = 64 << 10;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_DETAILS = 20;
    private static final int MAX_TEXT = 500;
    private static final int MAX_LINK = 2_000;
    private static final List<String> HOSTS = List.of(".console.aliyun.com", ".console.alibabacloud.com");
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_LENGTH)
                    .maxNumberLength(100)
                    .maxNameLength(MAX_TEXT)
                    .build())
            .build();

    private final List<Detail> details = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    private record Detail(String key, String value, String link) {}

    private InstanceDetails() {}

    /** {@return the details with a value, each with name, value and link; the link is empty unless it leads to the console} */
    static List<Map<String, String>> of(String json) {
        InstanceDetails read = new InstanceDetails();
        try (JsonParser parser = JSON.createParser(json.substring(0, Math.min(json.length(), MAX_LENGTH)))) {
            read.root(parser);
        } catch (StreamConstraintsException e) {
            return List.of();
        } catch (IOException e) {
            // Cut, or no JSON at all: what is there is kept.
        }
        return read.details.stream()
                .filter(detail -> !detail.value().isEmpty())
                .limit(MAX_DETAILS)
                .map(detail -> Map.of(
                        "name", read.names.getOrDefault(detail.key(), detail.key()),
                        "value", detail.value(),
                        "link", detail.link()))
                .toList();
    }

    private void root(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken start = parser.nextToken();
            if (start == JsonToken.START_ARRAY && name.equals("Checks")) {
                items(parser, this::check);
            } else if (start == JsonToken.START_ARRAY && name.equals("Columns")) {
                items(parser, this::column);
            } else {
                parser.skipChildren();
            }
        }
    }

    private interface Item {
        void read(JsonParser parser) throws IOException;
    }

    private static void items(JsonParser parser, Item item) throws IOException {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                item.read(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void check(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> fields = new LinkedHashMap<>();
                try {
                    fields(parser, fields);
                } finally {
                    details.add(
                            new Detail(key, fields.getOrDefault("value", ""), link(fields.getOrDefault("link", ""))));
                }
            } else if (parser.currentToken() != null && parser.currentToken().isScalarValue()) {
                details.add(new Detail(key, scalar(parser), ""));
            } else {
                parser.skipChildren();
            }
        }
    }

    private void column(JsonParser parser) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields(parser, fields);
        String name = fields.getOrDefault("showName", "");
        if (!name.isEmpty()) {
            names.put(fields.getOrDefault("key", ""), name);
        }
    }

    private static void fields(JsonParser parser, Map<String, String> fields) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() != null && parser.currentToken().isScalarValue()) {
                fields.put(name, name.equals("link") ? cut(parser.getText(), MAX_LINK + 1) : scalar(parser));
            } else {
                parser.skipChildren();
            }
        }
    }

    private static String scalar(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? "" : cut(SafeText.oneLine(parser.getText()), MAX_TEXT);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : TextFunctions.shorten(text, length);
    }

    /** {@return the link if it leads to a console of Alibaba Cloud, else nothing} */
    static String link(String link) {
        if (link.length() > MAX_LINK) {
            return "";
        }
        try {
            URI uri = new URI(link);
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            boolean known = HOSTS.stream().anyMatch(suffix -> host.endsWith(suffix) && host.length() > suffix.length());
            boolean plain = "https".equals(uri.getScheme()) && uri.getUserInfo() == null && uri.getPort() == -1;
            return known && plain ? uri.toASCIIString() : "";
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
