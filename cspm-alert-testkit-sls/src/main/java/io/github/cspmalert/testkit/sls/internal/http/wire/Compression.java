package io.github.cspmalert.testkit.sls.internal.http.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import org.jspecify.annotations.Nullable;

/**
 * How a body is packed. {@code lz4} is a bare LZ4 block, {@code deflate} a zlib stream, {@code zstd} a frame; all need the
 * size of the unpacked body, which travels in {@code x-log-bodyrawsize}.
 */
public enum Compression {
    /** LZ4 block. */
    LZ4 {
        @Override
        public byte[] pack(byte[] raw) {
            return LZ4Factory.fastestInstance().fastCompressor().compress(raw);
        }

        @Override
        int unpack(byte[] packed, byte[] raw) throws DataFormatException {
            try {
                return LZ4Factory.fastestInstance().safeDecompressor().decompress(packed, raw);
            } catch (LZ4Exception e) {
                throw new DataFormatException(e.getMessage());
            }
        }
    },

    /** Zlib stream. */
    DEFLATE {
        @Override
        public byte[] pack(byte[] raw) {
            Deflater deflater = new Deflater();
            deflater.setInput(raw);
            deflater.finish();
            byte[] packed = new byte[raw.length + raw.length / 1000 + 64];
            int size = deflater.deflate(packed);
            deflater.end();
            return Arrays.copyOf(packed, size);
        }

        @Override
        int unpack(byte[] packed, byte[] raw) throws DataFormatException {
            Inflater inflater = new Inflater();
            try {
                inflater.setInput(packed);
                int size = inflater.inflate(raw);
                // A full array may leave the end of the stream, with its checksum, unread.
                int more = inflater.finished() ? 0 : inflater.inflate(new byte[1]);
                return inflater.finished() ? size + more : -1;
            } finally {
                inflater.end();
            }
        }
    },

    /** Zstandard frame. */
    ZSTD {
        @Override
        public byte[] pack(byte[] raw) {
            return Zstd.compress(raw);
        }

        @Override
        int unpack(byte[] packed, byte[] raw) throws DataFormatException {
            try {
                return Math.toIntExact(Zstd.decompressByteArray(raw, 0, raw.length, packed, 0, packed.length));
            } catch (ZstdException e) {
                throw new DataFormatException(e.getMessage());
            }
        }
    };

    /** The most that a request may hold, unpacked: 10 MiB. */
    public static final int MAX_RAW_SIZE = 10 * 1024 * 1024;

    /** {@return the name in headers} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the bytes, packed}
     *
     * @param raw the bytes
     */
    public abstract byte[] pack(byte[] raw);

    /** Unpacks into an array, and says how many bytes there were; any number but the array's length is an error. */
    abstract int unpack(byte[] packed, byte[] raw) throws DataFormatException;

    /**
     * {@return the compression of that name, or nothing if there is none}
     *
     * @param name the name in a header, or null
     */
    public static Optional<Compression> named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(compression -> compression.wireName().equals(name))
                .findFirst();
    }

    /**
     * Unpacks the body of a request as its headers say.
     *
     * @param request the request
     * @return the unpacked body
     * @throws SlsException if the headers or the body are wrong
     */
    public static byte[] unpack(SlsRequest request) {
        String name = request.header("x-log-compresstype");
        if (name == null) {
            return limited(request.body());
        }
        Compression compression = named(name)
                .orElseThrow(() -> new SlsException(
                        400, "InvalidCompressType", "x-log-compresstype " + name + " is unsupported."));
        return compression.unpack(request.body(), rawSize(request));
    }

    /** Unpacks bytes, of which there must be so many afterwards. */
    byte[] unpack(byte[] packed, int rawSize) {
        checkSize(rawSize);
        byte[] raw = new byte[Math.max(0, rawSize)];
        try {
            if (unpack(packed, raw) == rawSize) {
                return raw;
            }
        } catch (DataFormatException e) {
            // Told below: why a stream is broken helps nobody.
        }
        throw new SlsException(
                400,
                "PostBodyUncompressError",
                "The body is not " + wireName() + " data of x-log-bodyrawsize " + rawSize + " bytes.");
    }

    private static int rawSize(SlsRequest request) {
        String header = request.header("x-log-bodyrawsize");
        if (header == null) {
            throw new SlsException(
                    400, "MissingBodyRawSize", "x-log-bodyrawsize does not exist in header when it is necessary.");
        }
        if (!header.matches("[0-9]{1,9}")) {
            throw new SlsException(400, "InvalidBodyRawSize", "x-log-bodyrawsize " + header + " is invalid.");
        }
        return Integer.parseInt(header);
    }

    static byte[] limited(byte[] body) {
        checkSize(body.length);
        return body;
    }

    static void checkSize(long size) {
        if (size > MAX_RAW_SIZE) {
            throw new SlsException(
                    413, "PostBodyTooLarge", "Body size " + size + " must little than " + MAX_RAW_SIZE + ".");
        }
    }
}
