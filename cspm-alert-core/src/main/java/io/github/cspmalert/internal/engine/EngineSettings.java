package io.github.cspmalert.internal.engine;

import io.github.cspmalert.common.Backoff;
import java.time.Clock;
import java.time.Duration;

/** What the whole engine is set to. */
public record EngineSettings(
        Clock clock,
        Backoff retryBackoff,
        Duration giveUpAfter,
        Duration maxCatchUp,
        Duration pollInterval,
        Duration silenceNotice) {}
