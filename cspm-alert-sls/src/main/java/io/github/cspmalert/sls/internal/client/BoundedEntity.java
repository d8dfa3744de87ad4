package io.github.cspmalert.sls.internal.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** The body of an answer, which ends with an error once it is longer, or the call takes longer, than it may. */
final class BoundedEntity extends HttpEntityWrapper {

    private final Attempt attempt;
    private final int maxBytes;

    BoundedEntity(HttpEntity entity, Attempt attempt, int maxBytes) {
        super(entity);
        this.attempt = attempt;
        this.maxBytes = maxBytes;
    }

    @Override
    public InputStream getContent() throws IOException {
        return new FilterInputStream(super.getContent()) {

            private long taken;

            @Override
            public int read() throws IOException {
                check();
                int read = super.read();
                count(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                check();
                int read = super.read(buffer, offset, length);
                count(Math.max(0, read));
                return read;
            }

            private void count(int read) throws IOException {
                taken += read;
                if (taken > maxBytes) {
                    // Or closing the stream would read on to the end.
                    attempt.abort();
                    // The service says beforehand how long an answer is; one without end comes from something that is
                    // broken.
                    throw RefusedAnswerException.tooLong(maxBytes, getContentLength() < 0);
                }
            }
        };
    }

    private void check() throws SocketTimeoutException {
        if (attempt.deadline().isOver()) {
            attempt.abort();
            throw new SocketTimeoutException("the answer took longer than the call may");
        }
    }
}
