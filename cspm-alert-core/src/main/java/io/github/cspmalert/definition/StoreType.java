package io.github.cspmalert.definition;

/** What kind of store a query of SLS reads. */
public enum StoreType {
    /** A Logstore. */
    LOG,
    /** A Metricstore. */
    METRIC,
    /** A table of resource data. */
    META
}
