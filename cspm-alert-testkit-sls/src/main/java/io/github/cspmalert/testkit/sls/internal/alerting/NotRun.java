package io.github.cspmalert.testkit.sls.internal.alerting;

/** What an alert or a record asks for, and this endpoint does not carry out. */
final class NotRun {

    private NotRun() {}

    static UnsupportedOperationException refused(String what, String field, String why) {
        return new UnsupportedOperationException("%s cannot be run here: %s %s".formatted(what, field, why));
    }
}
