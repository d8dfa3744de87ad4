package io.github.cspmalert.sls.internal.client;

import io.github.cspmalert.common.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How often and how long a call is tried.
 *
 * @param maxAttempts how many attempts at most
 * @param backoff the pauses between them
 * @param callTimeout how long the whole call may take
 * @param random what spreads the pauses
 * @param pace how time passes, or null for real time
 */
public record RetrySettings(
        int maxAttempts, Backoff backoff, Duration callTimeout, RandomGenerator random, @Nullable Pace pace) {}
