package io.github.cspmalert.testkit.sls.internal.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {

    @ParameterizedTest
    @EnumSource(Compression.class)
    void packedBody_ofAnySizeAndKind_isUnpackedAgain(Compression compression) {
        Random random = new Random(1);
        for (int size : new int[] {0, 1, 2, 15, 16, 17, 1000, 65_536, 1_000_000}) {
            byte[] noise = new byte[size];
            random.nextBytes(noise);
            byte[] zeros = new byte[size];

            assertThat(Compression.unpack(request(compression, noise)))
                    .as("noise of %d", size)
                    .isEqualTo(noise);
            assertThat(Compression.unpack(request(compression, zeros)))
                    .as("zeros of %d", size)
                    .isEqualTo(zeros);
        }
    }

    private static SlsRequest request(Compression compression, byte[] raw) {
        Map<String, String> headers =
                Map.of("x-log-compresstype", compression.wireName(), "x-log-bodyrawsize", Integer.toString(raw.length));
        return SlsRequest.of("POST", "/", null, headers, compression.pack(raw));
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void truncatedBody_isRefused(Compression compression) {
        byte[] raw = new byte[1000];
        new Random(1).nextBytes(raw);
        SlsRequest whole = request(compression, raw);
        for (int missing : new int[] {1, 4, 500}) {
            byte[] truncated = Arrays.copyOf(whole.body(), whole.body().length - missing);

            assertThatExceptionOfType(SlsException.class)
                    .isThrownBy(() ->
                            Compression.unpack(new SlsRequest("POST", "/", whole.query(), whole.headers(), truncated)))
                    .satisfies(e -> assertThat(e.errorCode()).isEqualTo("PostBodyUncompressError"));
        }
    }
}
