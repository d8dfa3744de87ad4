package io.github.cspmalert.examples;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.testkit.NotifierContract;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

class ConsoleNotifierTest extends NotifierContract {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Override
    protected Notifier notifier() {
        return new ConsoleNotifier(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @Override
    protected Channel channel() {
        return ConsoleNotifier.CONSOLE;
    }

    @Override
    protected List<String> received() {
        return Arrays.stream(printed.toString(StandardCharsets.UTF_8).split("(?m)^== "))
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
