package io.github.cspmalert.testkit.contract;

import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.testkit.NotifierContract;
import io.github.cspmalert.testkit.RecordingNotifier;
import java.util.List;

class RecordingNotifierContractTest extends NotifierContract {

    private final RecordingNotifier notifier = new RecordingNotifier();

    @Override
    protected Notifier notifier() {
        return notifier;
    }

    @Override
    protected List<String> received() {
        return notifier.accepted().stream()
                .map(RecordingNotifierContractTest::text)
                .toList();
    }

    private static String text(Notification sent) {
        return String.join(
                "\n",
                sent.key(),
                sent.message().subject(),
                sent.message().content(),
                sent.message().notices().toString());
    }
}
