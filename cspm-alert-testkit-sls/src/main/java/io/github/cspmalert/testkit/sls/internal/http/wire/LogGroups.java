package io.github.cspmalert.testkit.sls.internal.http.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads log groups as they are written: protobuf with the fields of
 * <a href="https://help.aliyun.com/zh/sls/developer-reference/data-encoding">Data encoding</a>. The format is small and
 * fixed, so it is read by hand rather than by generated classes.
 */
public final class LogGroups {

    private static final int LOG = field(1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    private static final int TOPIC = field(3, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    private static final int SOURCE = field(4, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    private static final int TAG = field(6, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    private static final int LOG_TIME = field(1, WireFormat.WIRETYPE_VARINT);
    private static final int LOG_CONTENT = field(2, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    private static final int PAIR_KEY = field(1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    private static final int PAIR_VALUE = field(2, WireFormat.WIRETYPE_LENGTH_DELIMITED);

    private final CodedInputStream in;
    private final List<Integer> times = new ArrayList<>();
    private final List<Map<String, String>> contents = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private String topic = "";
    private String source = "";

    private LogGroups(byte[] bytes) {
        this.in = CodedInputStream.newInstance(bytes);
    }

    /**
     * Reads a log group.
     *
     * @param bytes the unpacked body
     * @return its logs
     * @throws SlsException with {@code PostBodyInvalid} if the bytes are not a log group
     */
    public static List<LogEntry> read(byte[] bytes) {
        try {
            return new LogGroups(bytes).group();
        } catch (IOException e) {
            throw SlsException.postBodyInvalid("Protobuffer content cannot be parsed.");
        }
    }

    private List<LogEntry> group() throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == LOG) {
                log();
            } else if (tag == TOPIC) {
                topic = in.readStringRequireUtf8();
            } else if (tag == SOURCE) {
                source = in.readStringRequireUtf8();
            } else if (tag == TAG) {
                pair(tags);
            } else {
                in.skipField(tag);
            }
        }
        // Topic, source and tags may follow the logs they belong to.
        Map<String, String> sharedTags = Map.copyOf(tags);
        List<LogEntry> logs = new ArrayList<>(times.size());
        for (int i = 0; i < times.size(); i++) {
            logs.add(new LogEntry(times.get(i), topic, source, sharedTags, contents.get(i)));
        }
        return logs;
    }

    private void log() throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        boolean timed = false;
        int time = 0;
        Map<String, String> fields = new LinkedHashMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == LOG_TIME) {
                time = in.readUInt32();
                timed = true;
            } else if (tag == LOG_CONTENT) {
                pair(fields);
            } else {
                in.skipField(tag);
            }
        }
        if (!timed) {
            throw new InvalidProtocolBufferException("a log has no time");
        }
        times.add(time);
        contents.add(fields);
        in.popLimit(outer);
    }

    private void pair(Map<String, String> target) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        String key = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == PAIR_KEY) {
                key = in.readStringRequireUtf8();
            } else if (tag == PAIR_VALUE) {
                value = in.readStringRequireUtf8();
            } else {
                in.skipField(tag);
            }
        }
        target.put(key, value);
        in.popLimit(outer);
    }

    static int field(int number, int wireType) {
        return number << 3 | wireType;
    }
}
