package io.github.cspmalert.sls;

import io.github.cspmalert.sls.StubService.Reply;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers to GetLogs, in the form that the service documents. */
public final class Answers {

    private Answers() {}

    public static String logs(String meta, String data) {
        return "{\"meta\":{%s},\"data\":[%s]}".formatted(meta, data);
    }

    public static String complete(String keys, String data) {
        return logs("\"progress\":\"Complete\",\"hasSQL\":true,\"isAccurate\":true,\"keys\":[" + keys + "]", data);
    }

    /** Rows of one column, {@code id}, counted from a number. */
    public static String ids(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(id -> "{\"__time__\":\"1700000000\",\"__source__\":\"\",\"id\":\"" + id + "\"}")
                .collect(Collectors.joining(","));
    }

    public static Reply idRows(int from, int count) {
        return Reply.ok(complete("\"id\"", ids(from, count)));
    }
}
