package io.github.cspmalert.testkit.sls.internal.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.aliyun.openservices.log.common.Logs;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Log groups, encoded by the classes that the SDK generated from the service's own definition. */
class LogGroupsTest {

    private static final String[] WORDS = {"", "a", "NOT_PASS", "公共读", "emoji 😀", "two\nlines", "x".repeat(300)};

    @RepeatedTest(50)
    void randomGroup_isReadAsItWasWritten(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        List<LogEntry> expected = entries(random);

        List<LogEntry> actual = LogGroups.read(encoded(expected, random));

        assertThat(actual).as("seed %d", seed).isEqualTo(expected);
    }

    private static List<LogEntry> entries(Random random) {
        String topic = word(random);
        String source = word(random);
        Map<String, String> tags = pairs(random, 3);
        List<LogEntry> entries = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            entries.add(new LogEntry(random.nextInt(Integer.MAX_VALUE), topic, source, tags, pairs(random, 10)));
        }
        return entries;
    }

    private static Map<String, String> pairs(Random random, int max) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = random.nextInt(max + 1); i > 0; i--) {
            pairs.put(word(random) + i, word(random));
        }
        return pairs;
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static byte[] encoded(List<LogEntry> entries, Random random) {
        Logs.LogGroup.Builder group = Logs.LogGroup.newBuilder();
        for (LogEntry entry : entries) {
            group.setTopic(entry.topic()).setSource(entry.source());
            Logs.Log.Builder log = group.addLogsBuilder().setTime(entry.time());
            if (random.nextBoolean()) {
                log.setTimeNs(random.nextInt());
            }
            entry.fields()
                    .forEach(
                            (key, value) -> log.addContentsBuilder().setKey(key).setValue(value));
        }
        if (!entries.isEmpty()) {
            entries.get(0).tags().forEach((key, value) -> group.addLogTagsBuilder()
                    .setKey(key)
                    .setValue(value));
        }
        group.setMachineUUID("skipped").setCategory("skipped");
        return group.build().toByteArray();
    }

    @RepeatedTest(200)
    void damagedGroup_isRefusedOrRead_butBreaksNothing(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        byte[] bytes = encoded(entries(random), random);
        for (int i = 0; i < 3 && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }

        assertThatNoException().as("seed %d", seed).isThrownBy(() -> {
            try {
                LogGroups.read(bytes);
            } catch (SlsException e) {
                assertThat(e.errorCode()).isEqualTo("PostBodyInvalid");
            }
        });
    }

    @Test
    void logWithoutTime_isRefused() {
        byte[] logOfOneField = {0x0A, 0x06, 0x12, 0x04, 0x0A, 0x00, 0x12, 0x00};

        assertThatExceptionOfType(SlsException.class)
                .isThrownBy(() -> LogGroups.read(logOfOneField))
                .withMessage("Protobuffer content cannot be parsed.");
    }

    @Test
    void emptyBody_hasNoLogs() {
        assertThat(LogGroups.read(new byte[0])).isEmpty();
    }
}
