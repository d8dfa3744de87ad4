package io.github.cspmalert.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** What Linux says of a process. */
record Measured(long nanos, double cpuSeconds, double residentMegabytes) {

    private static final double TICKS_PER_SECOND = 100;

    /** {@return what a process has used until now} */
    static Measured of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        String resident = Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        double kilobytes = Double.parseDouble(resident.replaceAll("\\D", ""));
        return new Measured(System.nanoTime(), ticks / TICKS_PER_SECOND, kilobytes / 1024);
    }

    /** {@return a line about so many alerts that were delivered between another measurement and this one} */
    String since(Measured before, String what, int alerts, long ended) {
        double seconds = (ended - before.nanos) / 1e9;
        double cpu = cpuSeconds - before.cpuSeconds;
        return String.format(
                Locale.ROOT,
                "%-34s %,8.0f alerts/s %,8.0f alerts/CPU-s %6.3f ms CPU each %6.0f MB resident",
                what,
                alerts / seconds,
                alerts / cpu,
                cpu * 1000 / alerts,
                residentMegabytes);
    }

    /** Waits until something is so. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + 300_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited five minutes in vain: " + what);
            }
            Thread.sleep(5);
        }
    }
}
