package io.github.cspmalert.testkit.sls.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestLogTest {

    @Test
    void fullLog_forgetsTheOldest() {
        RequestLog requests = new RequestLog(2);
        for (int status = 200; status < 204; status++) {
            requests.add(new RequestLog.Entry("GET", "", "/", "", status));
        }

        assertThat(requests.entries()).extracting(RequestLog.Entry::status).containsExactly(202, 203);
    }
}
