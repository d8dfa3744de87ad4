package io.github.cspmalert.definition.recipient;

import io.github.cspmalert.internal.Checks;

/**
 * A way of telling people: the name under which a notifier is registered, and under which users have addresses and
 * templates have content. The set is open; a notifier of your own is a channel of your own.
 *
 * @param id the id, 2 to 64 lower-case letters, digits, {@code -} or {@code _}; SLS's word where SLS has the channel
 * @see <a href="https://www.alibabacloud.com/help/en/sls/notification-methods">SLS: notification methods</a>
 */
public record Channel(String id) {

    /** Short messages to telephones. */
    public static final Channel SMS = new Channel("sms");

    /** Calls to telephones; SLS calls numbers of country code 86 only. */
    public static final Channel VOICE = new Channel("voice");

    /** Electronic mail. */
    public static final Channel EMAIL = new Channel("email");

    /** A DingTalk bot. */
    public static final Channel DINGTALK = new Channel("dingtalk");

    /** A WeCom bot; SLS's word is {@code wechat}. */
    public static final Channel WECHAT = new Channel("wechat");

    /** A Lark (Feishu) bot. */
    public static final Channel LARK = new Channel("lark");

    /** A Slack webhook. */
    public static final Channel SLACK = new Channel("slack");

    /** A webhook of any other service. */
    public static final Channel WEBHOOK = new Channel("webhook");

    /** Function Compute. */
    public static final Channel FUNCTION_COMPUTE = new Channel("fc");

    /** EventBridge. */
    public static final Channel EVENT_BRIDGE = new Channel("event_bridge");

    /** Alibaba Cloud's Message Center. */
    public static final Channel MESSAGE_CENTER = new Channel("message_center");

    /**
     * Checks the id.
     *
     * @param id the id
     * @throws IllegalArgumentException if the id has another form
     */
    public Channel {
        Checks.id("channel", id);
    }

    /** {@return the id} */
    @Override
    public String toString() {
        return id;
    }
}
