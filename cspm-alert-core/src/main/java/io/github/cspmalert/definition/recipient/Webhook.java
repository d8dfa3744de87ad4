package io.github.cspmalert.definition.recipient;

import io.github.cspmalert.common.Secret;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP address that is told of alerts; SLS's webhook integration. The address, the headers and the signing secret are
 * secrets and never shown. Immutable and thread-safe; its {@linkplain Builder builder} is neither.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">SLS: alert
 *     resource data</a>
 */
public final class Webhook {

    private static final List<String> METHODS = List.of("GET", "POST", "DELETE", "PUT", "OPTIONS");

    private final String id;
    private final String name;
    private final WebhookType type;
    private final Secret url;
    private final String method;
    private final Map<String, Secret> headers;
    private final @Nullable Secret signingSecret;

    private Webhook(Builder builder) {
        this.id = builder.id;
        this.name = builder.name;
        this.type = builder.type;
        this.url = builder.url;
        this.method = builder.method;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
        this.signingSecret = builder.signingSecret;
    }

    /**
     * Starts a webhook.
     *
     * @param id the id: 1 to 127 letters, digits, {@code _}, {@code -} or {@code .}, beginning with a letter or digit
     * @param type which service receives it
     * @param url its address, {@code http} or {@code https}
     * @return a new builder
     * @throws IllegalArgumentException if the id has another form, or the address does not begin with {@code http://} or
     *     {@code https://} or has blanks or control characters
     */
    public static Builder builder(String id, WebhookType type, String url) {
        Checks.recordId("webhook id", id);
        if (!url.matches("(?i)https?://[^\\s\\p{Cc}]+")) {
            throw new IllegalArgumentException(
                    "url of webhook '" + id
                            + "' must begin with https:// or http:// and have no blanks; it is not shown, since it is a secret");
        }
        return new Builder(id, Objects.requireNonNull(type, "type"), Secret.of(url));
    }

    /** {@return the id} */
    public String id() {
        return id;
    }

    /** {@return the name that people read; may be empty} */
    public String name() {
        return name;
    }

    /** {@return which service receives what is sent to it} */
    public WebhookType type() {
        return type;
    }

    /** {@return the address} */
    public Secret url() {
        return url;
    }

    /** {@return the HTTP method, in upper case} */
    public String method() {
        return method;
    }

    /** {@return the headers, in the order given; unmodifiable} */
    public Map<String, Secret> headers() {
        return headers;
    }

    /** {@return the secret that messages are signed with} */
    public Optional<Secret> signingSecret() {
        return Optional.ofNullable(signingSecret);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Webhook that && id.equals(that.id) && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    private List<Object> values() {
        return List.of(name, type, url, method, headers, signingSecret());
    }

    /** {@return the id; nothing that is secret} */
    @Override
    public String toString() {
        return "Webhook[" + id + "]";
    }

    /** Puts a webhook together. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final WebhookType type;
        private final Secret url;
        private final Map<String, Secret> headers = new LinkedHashMap<>();
        private String name = "";
        private String method = "POST";
        private @Nullable Secret signingSecret;

        private Builder(String id, WebhookType type, Secret url) {
            this.id = id;
            this.type = type;
            this.url = url;
        }

        /**
         * Sets the name that people read. Default: empty; SLS then shows the id.
         *
         * @param name the name; one line
         * @return this builder
         * @throws IllegalArgumentException if the name has a line break or a control character
         */
        public Builder name(String name) {
            this.name = Checks.oneLine("name of webhook '" + id + "'", name);
            return this;
        }

        /**
         * Sets the HTTP method. Default: {@code POST}, the only one that bots take.
         *
         * @param method {@code GET}, {@code POST}, {@code DELETE}, {@code PUT} or {@code OPTIONS}, in any case
         * @return this builder
         * @throws IllegalArgumentException if it is another one
         */
        public Builder method(String method) {
            this.method = METHODS.stream()
                    .filter(method::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "method must be one of " + METHODS + ", but is '" + Checks.printable(method) + "'"));
            return this;
        }

        /**
         * Adds a header. Only custom webhooks have any.
         *
         * @param header its name; one line, not blank
         * @param value its value; not blank
         * @return this builder
         * @throws IllegalArgumentException if one of them is blank, the name is not one line, or it was added before
         */
        public Builder addHeader(String header, String value) {
            Checks.notBlank("header", Checks.oneLine("header", header));
            if (headers.putIfAbsent(header, Secret.of(value)) != null) {
                throw new IllegalArgumentException("header '" + header + "' was added before; add each once");
            }
            return this;
        }

        /**
         * Sets the secret that messages are signed with. Only bots of DingTalk and Lark have one.
         *
         * @param signingSecret the secret; not blank
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder signingSecret(String signingSecret) {
            this.signingSecret = Secret.of(signingSecret);
            return this;
        }

        /**
         * Builds the webhook and leaves this builder as it is.
         *
         * @return the webhook
         * @throws io.github.cspmalert.common.AlertConfigurationException if a bot has a method other than {@code POST} or
         *     any header, or a signing secret is set for neither DingTalk nor Lark
         */
        public Webhook build() {
            boolean bot = type != WebhookType.CUSTOM;
            boolean signs = type == WebhookType.DINGTALK || type == WebhookType.LARK;
            new Problems()
                    .require(!bot || method.equals("POST"), "method is " + method + "; bots take POST only")
                    .require(!bot || headers.isEmpty(), "headers are set; only custom webhooks have headers")
                    .require(
                            signs || signingSecret == null,
                            "signingSecret is set; only bots of DingTalk and Lark have one")
                    .throwIfAny("webhook '" + id + "' of type " + type);
            return new Webhook(this);
        }
    }
}
