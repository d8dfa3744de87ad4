package io.github.cspmalert.sls.internal.client;

import io.github.cspmalert.common.ServiceException;

/** Makes the exception that users see of a failed request. */
@FunctionalInterface
public interface FailureFactory {

    /** {@return the exception, with the error code and the cause of the failure} */
    ServiceException exception(String message, Failure failure);

    /** {@return the exception of something that is not even tried} */
    default ServiceException refused(String message) {
        return exception(message, Failure.refused(message));
    }
}
