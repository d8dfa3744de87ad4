package io.github.cspmalert.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExampleTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void run_stepThatFails_isOneMessageWithoutAStackTraceAndStatusOne() {
        int status = Example.run(
                () -> {
                    throw new IOException("the endpoint is wrong; use another");
                },
                err);

        assertThat(status).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("Stopped: the endpoint is wrong; use another");
    }

    @Test
    void run_failureWithoutWords_isNamed() {
        assertThat(Example.run(
                        () -> {
                            throw new IllegalStateException();
                        },
                        err))
                .isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("IllegalStateException");
    }

    @Test
    void run_allWell_saysNothing() {
        assertThat(Example.run(() -> {}, err)).isZero();
        assertThat(printed.size()).isZero();
    }
}
