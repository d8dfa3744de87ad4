package io.github.cspmalert.json;

import io.github.cspmalert.common.Similar;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Offsets from UTC and zones, as people write them. */
final class Zones {

    // A third of the letters, as elsewhere, is what most names of a continent have in common.
    private static final int SLIPS = 2;

    private Zones() {}

    /**
     * Reads an offset or a zone.
     *
     * @throws IllegalArgumentException if there is no such zone; the message asks for the one that was probably meant
     */
    static ZoneId read(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            String question =
                    meant(text).map(zone -> "; did you mean '" + zone + "'?").orElse("");
            throw new IllegalArgumentException(
                    "must be an offset from UTC such as +08:00, or a zone such as Europe/Berlin, but is '%s'"
                                    .formatted(Words.printable(text))
                            + question,
                    e);
        }
    }

    /** A city by its name alone; else what looks alike. Of letters such as CST, which mean several zones, nothing is said. */
    private static Optional<String> meant(String text) {
        String city = "/" + text.replace(' ', '_').toLowerCase(Locale.ROOT);
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/"))
                .filter(id -> id.toLowerCase(Locale.ROOT).endsWith(city) || Similar.distance(text, id) <= SLIPS)
                .min(Comparator.comparingInt((String id) -> Similar.distance(text, id))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
