package io.github.cspmalert.sls;

import io.github.cspmalert.testkit.SettableClock;

/** Connections to a {@link StubService}. */
final class Connections {

    static final String PROJECT = "sas-log-1234567890";
    static final String LOGSTORE = "sas-log";
    static final String KEY_ID = "LTAIkeyidfortests";
    static final String KEY_SECRET = "k3y-s3cret-which-nobody-may-see";
    static final String NOW = "2026-11-23T08:00:00Z";

    private Connections() {}

    static SlsConnectionBuilder to(StubService service) {
        return SlsConnection.builder("http://cn-hangzhou.sls.test", "cn-hangzhou")
                .credentials(SlsCredentials.of(KEY_ID, KEY_SECRET))
                .clock(SettableClock.at(NOW))
                .pace(new ManualPace())
                .proxy("127.0.0.1", service.port());
    }
}
