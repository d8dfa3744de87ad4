package io.github.cspmalert.testkit.sls.internal.http.operation;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import java.util.List;

/**
 * A part of a list, chosen by the parameters {@code offset} and {@code size}.
 *
 * @param items the items of the part
 * @param total the number of items of the whole list
 */
record Page<T>(List<T> items, int total) {

    static <T> Page<T> of(Call call, int maxSize, List<T> all) {
        return of(call, maxSize, maxSize, all);
    }

    static <T> Page<T> of(Call call, int defaultSize, int maxSize, List<T> all) {
        int offset = call.parameter("offset", 0);
        int size = call.parameter("size", defaultSize);
        if (offset < 0 || size < 0 || size > maxSize) {
            throw SlsException.parameterInvalid(
                    "offset must not be negative, and size must be from 0 to " + maxSize + ".");
        }
        List<T> items = all.stream().skip(offset).limit(size).toList();
        return new Page<>(items, all.size());
    }
}
