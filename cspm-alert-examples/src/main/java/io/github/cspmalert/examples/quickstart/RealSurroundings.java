package io.github.cspmalert.examples.quickstart;

import io.github.cspmalert.notify.email.EmailNotifier;
import io.github.cspmalert.sls.SlsConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The real service and a real mail server, as the environment names them. */
record RealSurroundings(SlsConnection sls, String project, String logstore, EmailNotifier mail, String mailTo)
        implements Surroundings {

    static final String ENDPOINT = "CSPM_ALERT_SLS_ENDPOINT";
    private static final String PROJECT = "CSPM_ALERT_SLS_PROJECT";
    private static final String LOGSTORE = "CSPM_ALERT_SLS_LOGSTORE";
    private static final String REGION = "CSPM_ALERT_SLS_REGION";
    private static final String SMTP_URL = "CSPM_ALERT_SMTP_URL";
    private static final String MAIL_FROM = "CSPM_ALERT_MAIL_FROM";
    private static final String MAIL_TO = "CSPM_ALERT_MAIL_TO";

    static RealSurroundings connect(Map<String, String> environment, Screen screen) {
        List<String> missing = List.of(ENDPOINT, PROJECT, LOGSTORE, REGION, SMTP_URL, MAIL_FROM, MAIL_TO).stream()
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("set these environment variables too, or unset " + ENDPOINT
                    + " to run in this process: " + missing);
        }
        Function<String, String> setting = name -> environment.getOrDefault(name, "");
        screen.step("Connect to Simple Log Service at " + setting.apply(ENDPOINT));
        return new RealSurroundings(
                SlsConnection.builder(setting.apply(ENDPOINT), setting.apply(REGION))
                        .build(),
                setting.apply(PROJECT),
                setting.apply(LOGSTORE),
                EmailNotifier.builder(setting.apply(SMTP_URL))
                        .from(setting.apply(MAIL_FROM))
                        .build(),
                setting.apply(MAIL_TO));
    }

    @Override
    public Optional<ReceivedMail> received() {
        return Optional.empty();
    }

    @Override
    public Optional<IndependentCount> independentCount() {
        return Optional.empty();
    }

    @Override
    public void close() {
        mail.close();
        sls.close();
    }
}
