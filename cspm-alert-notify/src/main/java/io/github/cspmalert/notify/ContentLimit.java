package io.github.cspmalert.notify;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.notify.internal.html.Measure;
import io.github.cspmalert.notify.internal.html.SizeLimit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How long a message may be, for notifiers of channels that refuse longer ones. What is too long is cut where it is still
 * read: not inside a character, a tag, a character reference, a link or bold words. Immutable and thread-safe.
 *
 * <pre>{@code
 * builder.notifier(Channel.DINGTALK, ContentLimit.of(Channel.DINGTALK).around(dingTalk));
 * }</pre>
 *
 * <p>{@link io.github.cspmalert.notify.email.EmailNotifier} has a limit of its own, for the mail as it is sent.
 *
 * @see <a href="https://help.aliyun.com/document_detail/207711.htm">SLS: limits of alerting</a>
 */
public final class ContentLimit {

    private static final int KB = 1024;

    private static final Map<Channel, ContentLimit> DOCUMENTED = new LinkedHashMap<>();

    static {
        DOCUMENTED.put(Channel.SMS, characters(256));
        DOCUMENTED.put(Channel.VOICE, characters(256));
        DOCUMENTED.put(Channel.EMAIL, bytes(8 * KB));
        DOCUMENTED.put(Channel.DINGTALK, bytes(8 * KB).markdown());
        DOCUMENTED.put(Channel.WECHAT, bytes(4 * KB).markdown());
        DOCUMENTED.put(Channel.LARK, bytes(8 * KB).markdown());
        DOCUMENTED.put(Channel.SLACK, bytes(8 * KB).markdown());
        DOCUMENTED.put(Channel.WEBHOOK, bytes(16 * KB));
        DOCUMENTED.put(Channel.MESSAGE_CENTER, bytes(8 * KB));
        DOCUMENTED.put(Channel.EVENT_BRIDGE, bytes(16 * KB));
        DOCUMENTED.put(Channel.FUNCTION_COMPUTE, bytes(16 * KB));
    }

    private final Measure measure;
    private final int most;
    private final boolean markdown;

    private ContentLimit(Measure measure, int most, boolean markdown) {
        this.measure = measure;
        this.most = most;
        this.markdown = markdown;
    }

    /**
     * Takes the limit that SLS documents: 256 characters for short messages and calls, 4 KB for WeCom, 16 KB for webhooks,
     * functions and EventBridge, and 8 KB for the others. DingTalk, WeCom, Lark and Slack are sent Markdown.
     *
     * @param channel a channel that SLS has
     * @return its limit
     * @throws IllegalArgumentException if SLS does not have the channel
     */
    public static ContentLimit of(Channel channel) {
        ContentLimit limit = DOCUMENTED.get(channel);
        if (limit == null) {
            throw new IllegalArgumentException(
                    "channel must be one that SLS has, %s, but is %s; for another give the limit with characters(..) or bytes(..)"
                            .formatted(
                                    DOCUMENTED.keySet().stream()
                                            .map(Channel::id)
                                            .collect(Collectors.joining(", ")),
                                    channel));
        }
        return limit;
    }

    /**
     * Sets a limit in characters: letters, digits and marks of any script, each of which counts for one.
     *
     * @param most how many; 50 or more
     * @return the limit, of plain text
     * @throws IllegalArgumentException if the number is less than 50
     */
    public static ContentLimit characters(int most) {
        return new ContentLimit(Measure.CHARACTERS, atLeast("characters", most), false);
    }

    /**
     * Sets a limit in bytes of UTF-8.
     *
     * @param most how many; 50 or more
     * @return the limit, of plain text
     * @throws IllegalArgumentException if the number is less than 50
     */
    public static ContentLimit bytes(int most) {
        return new ContentLimit(Measure.BYTES, atLeast("bytes", most), false);
    }

    private static int atLeast(String field, int most) {
        if (most < 50) {
            throw new IllegalArgumentException(field + " must be 50 or more, but is " + most);
        }
        return most;
    }

    /** {@return the same limit for contents that are Markdown where they are not HTML} */
    public ContentLimit markdown() {
        return new ContentLimit(measure, most, true);
    }

    /**
     * Cuts a message that is too long. Its notices count, each in a line of its own; of the content at least as much stays
     * as takes half of the limit, however long they are. The subject does not count.
     *
     * @param message the message
     * @return the message itself if it fits; else one whose content is the beginning and an ellipsis, with whatever is open
     *     in HTML or a block of code closed, and a notice that says how much was left out
     */
    public Message cut(Message message) {
        String content = message.content();
        if (measure.length(content) <= room(message.notices())) {
            return message;
        }
        // As long as the notice will be, or longer.
        List<String> most = with(message.notices(), content.length(), content.length());
        SizeLimit.Cut cut = cut(message.format(), content, room(most));
        return new Message(
                message.subject(),
                cut.content(),
                message.format(),
                with(message.notices(), cut.omitted(), content.length()));
    }

    /**
     * Makes a notifier that cuts what is too long before it is sent.
     *
     * @param notifier what sends it; closing the new notifier closes it
     * @return the notifier
     */
    public Notifier around(Notifier notifier) {
        return new Notifier() {
            @Override
            public Receipt send(Notification notification) {
                return notifier.send(new Notification(
                        notification.key(),
                        notification.channel(),
                        notification.to(),
                        cut(notification.message()),
                        notification.alerts()));
            }

            @Override
            public void close() {
                notifier.close();
            }
        };
    }

    private SizeLimit.Cut cut(ContentFormat format, String content, int room) {
        if (format == ContentFormat.HTML) {
            return SizeLimit.html(content, measure, room);
        }
        return markdown ? MarkdownCut.apply(content, measure, room) : SizeLimit.text(content, measure, room);
    }

    private int room(List<String> notices) {
        int taken =
                notices.stream().mapToInt(notice -> measure.length(notice) + 1).sum();
        return Math.max(most - taken, most / 2);
    }

    private static List<String> with(List<String> notices, int omitted, int all) {
        List<String> more = new ArrayList<>(notices);
        more.add(String.format(Locale.ROOT, "The last %,d of %,d characters are left out.", omitted, all));
        return more;
    }
}
