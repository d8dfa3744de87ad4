package io.github.cspmalert.examples.quickstart;

import io.github.cspmalert.notify.email.EmailNotifier;
import io.github.cspmalert.sls.SlsConnection;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What the alert runs on: a Logstore and a mail server. */
interface Surroundings extends AutoCloseable {

    /** Takes the real ones if the environment names them, and puts up a set in this process if not. */
    static Surroundings choose(Map<String, String> environment, Clock clock, Screen screen) {
        return isReal(environment)
                ? RealSurroundings.connect(environment, screen)
                : EmbeddedSurroundings.start(clock, screen);
    }

    /** {@return whether the environment names real ones} */
    static boolean isReal(Map<String, String> environment) {
        return environment.containsKey(RealSurroundings.ENDPOINT);
    }

    SlsConnection sls();

    String project();

    String logstore();

    EmailNotifier mail();

    String mailTo();

    /** {@return the mail that has arrived, where that can be seen} */
    Optional<ReceivedMail> received();

    /** {@return a count of what the alert should say, made without any query, where the records are known} */
    Optional<IndependentCount> independentCount();

    @Override
    void close();
}
