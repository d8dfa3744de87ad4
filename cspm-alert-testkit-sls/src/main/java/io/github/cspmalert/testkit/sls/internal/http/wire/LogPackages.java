package io.github.cspmalert.testkit.sls.internal.http.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads log groups that are written together, which the header {@code x-log-mode: batch_group} announces: protobuf that lists
 * packages, each a log group packed by itself, while the list as a whole is not. The SDK's {@code batchPutLogs} sends it.
 */
public final class LogPackages {

    private static final int PACKAGE = LogGroups.field(1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    private static final int DATA = LogGroups.field(1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    private static final int RAW_SIZE = LogGroups.field(2, WireFormat.WIRETYPE_VARINT);
    private static final int COMPRESSION = LogGroups.field(3, WireFormat.WIRETYPE_VARINT);

    private final CodedInputStream in;
    private final List<LogEntry> logs = new ArrayList<>();
    private long rawSize;

    private LogPackages(byte[] bytes) {
        this.in = CodedInputStream.newInstance(bytes);
    }

    /**
     * Reads the packages of a body.
     *
     * @param body the body as it was sent
     * @return the logs of all its log groups
     * @throws SlsException if the bytes are no such list, or too many
     */
    public static List<LogEntry> read(byte[] body) {
        try {
            return new LogPackages(Compression.limited(body)).packages();
        } catch (IOException e) {
            throw SlsException.postBodyInvalid("Protobuffer content cannot be parsed.");
        }
    }

    private List<LogEntry> packages() throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == PACKAGE) {
                logs.addAll(LogGroups.read(group()));
            } else {
                in.skipField(tag);
            }
        }
        return logs;
    }

    private byte[] group() throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        byte[] data = {};
        int size = 0;
        int compression = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == DATA) {
                data = in.readByteArray();
            } else if (tag == RAW_SIZE) {
                size = in.readInt32();
            } else if (tag == COMPRESSION) {
                compression = in.readEnum();
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return unpacked(data, size, compression);
    }

    private byte[] unpacked(byte[] data, int size, int compression) {
        rawSize += Math.max(size, data.length);
        Compression.checkSize(rawSize);
        return switch (compression) {
            case 0 -> data;
            case 1 -> Compression.DEFLATE.unpack(data, size);
            case 2 -> Compression.LZ4.unpack(data, size);
            case 3 -> Compression.ZSTD.unpack(data, size);
            default ->
                throw new SlsException(
                        400, "InvalidCompressType", "compress_type " + compression + " of a package is unsupported.");
        };
    }
}
