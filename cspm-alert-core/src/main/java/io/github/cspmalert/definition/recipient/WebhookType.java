package io.github.cspmalert.definition.recipient;

/** Which service receives what is sent to a webhook, and so in which form it is sent. */
public enum WebhookType {
    /** Any service; the template's webhook content is sent as it is. */
    CUSTOM(Channel.WEBHOOK),
    /** A DingTalk bot. */
    DINGTALK(Channel.DINGTALK),
    /** A WeCom bot. */
    WECHAT(Channel.WECHAT),
    /** A Lark (Feishu) bot. */
    LARK(Channel.LARK),
    /** A Slack webhook. */
    SLACK(Channel.SLACK);

    private final Channel channel;

    WebhookType(Channel channel) {
        this.channel = channel;
    }

    /** {@return the channel that a template's content for such webhooks is under} */
    public Channel channel() {
        return channel;
    }
}
