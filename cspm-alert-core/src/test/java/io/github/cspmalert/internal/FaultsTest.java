package io.github.cspmalert.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.log.LogQueryException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\r\ntwo",
                "one\ntwo",
                "one\u2028two",
                "one\u2029two",
                "one\u0085two",
                "one\u001b[31mtwo",
                "one\u009b31mtwo",
                "one\u202etwo",
                "one\u2066two",
                "one\u200ftwo",
                "one\u0000two",
                "one\u000btwo",
            })
    void describe_messageOfPluggedInCode_isOneLineThatTurnsNothing(String message) {
        LogQueryException fault = new LogQueryException(message, false, new LogQueryException(message, false, null));

        StringWriter trace = new StringWriter();
        LoggableFault.of(fault).printStackTrace(new PrintWriter(trace));
        assertThat(Faults.describe(fault)).matches("one ?(\\[31m|31m)?two");
        assertThat(trace.toString().lines())
                .allMatch(line ->
                        line.matches("(Caused by: )?io\\.github.*: one.*two|\\s+at .*|\\s+\\.\\.\\. \\d+ more"));
    }
}
