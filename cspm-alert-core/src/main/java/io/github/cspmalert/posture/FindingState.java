package io.github.cspmalert.posture;

/** Where a finding stands. */
public enum FindingState {
    /** It was never open: the resource has passed, or was exempted, as far as is known. */
    CLEAR,
    /** The resource does not pass, or its status is unknown: it needs attention. */
    OPEN,
    /** The resource was open and passes now. */
    FIXED,
    /** The resource was open, and somebody decided that it need not pass. */
    EXEMPTED,
    /** It was open when it was seen last, and that was too long ago: deleted, perhaps, or no longer checked. Not a pass. */
    UNOBSERVED
}
