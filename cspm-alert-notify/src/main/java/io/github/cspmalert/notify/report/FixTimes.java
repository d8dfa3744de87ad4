package io.github.cspmalert.notify.report;

import java.time.Duration;
import java.util.Arrays;

/** How long fixing took, for one risk. Keeps eight bytes for each finding. Not thread-safe. */
final class FixTimes {

    private long[] seconds = new long[16];
    private int size;
    private boolean sorted = true;

    void add(Duration time) {
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, size * 2);
        }
        seconds[size++] = time.toSeconds();
        sorted = false;
    }

    int count() {
        return size;
    }

    /** {@return the time that half of them did not exceed: the middle one, or the mean of the middle two; zero if there is none} */
    Duration median() {
        if (size == 0) {
            return Duration.ZERO;
        }
        sort();
        return Duration.ofSeconds((seconds[(size - 1) / 2] + seconds[size / 2]) / 2);
    }

    /** {@return the time that nine in ten did not exceed, which is one of theirs; zero if there is none} */
    Duration ninetieth() {
        if (size == 0) {
            return Duration.ZERO;
        }
        sort();
        return Duration.ofSeconds(seconds[(int) ((size * 9L + 9) / 10) - 1]);
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(seconds, 0, size);
            sorted = true;
        }
    }
}
