package io.github.cspmalert.internal.decision;

import io.github.cspmalert.state.Commit;

/** What was decided: all changes, and what came of it. */
public record Decision(Commit commit, Occurrence occurrence) {}
