package io.github.cspmalert.sls.internal.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** The body of an answer, which ends with an error once the call has taken as long as it may. */
public final class BoundedEntity extends HttpEntityWrapper {

    private final Deadline deadline;

    public BoundedEntity(HttpEntity entity, Deadline deadline) {
        super(entity);
        this.deadline = deadline;
    }

    @Override
    public InputStream getContent() throws IOException {
        return new FilterInputStream(super.getContent()) {
            @Override
            public int read() throws IOException {
                checkDeadline();
                return super.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                checkDeadline();
                return super.read(buffer, offset, length);
            }
        };
    }

    private void checkDeadline() throws SocketTimeoutException {
        if (deadline.isOver()) {
            throw new SocketTimeoutException("the answer took longer than the call may");
        }
    }
}
