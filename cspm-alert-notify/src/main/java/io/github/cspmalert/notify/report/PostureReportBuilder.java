package io.github.cspmalert.notify.report;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.posture.OwnerResolver;
import io.github.cspmalert.posture.Owners;
import io.github.cspmalert.state.AlertStore;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets up a {@link PostureReport}. Not thread-safe; what it builds is. */
public final class PostureReportBuilder {

    private static final int MOST_FINDINGS = 200_000;
    private static final int LONGEST_TITLE = 200;
    private static final Duration LONGEST_CLOSED = Duration.ofDays(3_650);

    private final AlertStore store;
    private Clock clock = Clock.systemUTC();
    private ZoneId zone = ZoneOffset.UTC;
    private OwnerResolver owners = Owners.NOBODY;
    private List<Waiver> waivers = List.of();
    private PageWords words = PageWords.ENGLISH;
    private @Nullable String title;
    private int maxFindings = 20_000;
    private Duration closedWithin = Duration.ofDays(30);
    private boolean byteOrderMark;

    PostureReportBuilder(AlertStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    /**
     * Sets the clock that says as of when a report is; by default that of the system.
     *
     * @param clock the clock
     * @return this builder
     */
    public PostureReportBuilder clock(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Sets the zone in which times are shown; by default UTC.
     *
     * @param zone the zone
     * @return this builder
     */
    public PostureReportBuilder zone(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
        return this;
    }

    /**
     * Sets who owns what; by default nobody owns anything.
     *
     * @param owners says who owns the resource of a finding
     * @return this builder
     */
    public PostureReportBuilder owners(OwnerResolver owners) {
        this.owners = Objects.requireNonNull(owners, "owners");
        return this;
    }

    /**
     * Sets the waivers, in place of those set before; those that have ended as well, so that they are seen to have ended.
     *
     * @param waivers the waivers
     * @return this builder
     */
    public PostureReportBuilder waivers(List<Waiver> waivers) {
        this.waivers = List.copyOf(waivers);
        return this;
    }

    /**
     * Sets the language of the page; by default English. JSON and CSV are for programs, and the same in all languages.
     *
     * @param language English, Japanese or Chinese; a country does not matter
     * @return this builder
     * @throws IllegalArgumentException if it is another language
     */
    public PostureReportBuilder language(Locale language) {
        this.words = PageWords.of(language);
        return this;
    }

    /**
     * Sets the heading of the page; by default {@code Cloud posture}, in the language of the page.
     *
     * @param title the heading; one line, not blank, up to 200 characters
     * @return this builder
     */
    public PostureReportBuilder title(String title) {
        this.title = Objects.requireNonNull(title, "title");
        return this;
    }

    /**
     * Sets how many findings the table of the page holds at most; by default 20,000, which a browser opens in less than two
     * seconds.
     *
     * @param maxFindings 1 to 200,000
     * @return this builder
     */
    public PostureReportBuilder maxFindings(int maxFindings) {
        this.maxFindings = maxFindings;
        return this;
    }

    /**
     * Sets how long ago a finding may have been fixed or exempted to stand in the table of the page; by default 30 days.
     *
     * @param closedWithin the time; a week to ten years, since the page tells what was fixed within a week
     * @return this builder
     */
    public PostureReportBuilder closedWithin(Duration closedWithin) {
        this.closedWithin = Objects.requireNonNull(closedWithin, "closedWithin");
        return this;
    }

    /**
     * Sets whether CSV begins with a byte order mark, without which some spreadsheets take UTF-8 for something else. By default
     * it does not, since some programs take the mark for a part of the first heading.
     *
     * @param byteOrderMark whether it does
     * @return this builder
     */
    public PostureReportBuilder byteOrderMark(boolean byteOrderMark) {
        this.byteOrderMark = byteOrderMark;
        return this;
    }

    /**
     * Builds the report. The builder stays as it is, and nothing is read yet.
     *
     * @return the report
     * @throws AlertConfigurationException if a value is out of its bounds or two waivers have one id. The message names all of it
     */
    public PostureReport build() {
        List<String> problems = new ArrayList<>();
        String heading = title == null ? words.title() : title;
        if (heading.isBlank()
                || heading.length() > LONGEST_TITLE
                || heading.chars().anyMatch(Character::isISOControl)) {
            problems.add(
                    "title must be one line of 1 to %d characters; give the page a heading".formatted(LONGEST_TITLE));
        }
        if (maxFindings < 1 || maxFindings > MOST_FINDINGS) {
            problems.add("maxFindings must be 1 to %d, but is %d; JSON and CSV hold all findings"
                    .formatted(MOST_FINDINGS, maxFindings));
        }
        if (closedWithin.compareTo(Figures.WEEK) < 0 || closedWithin.compareTo(LONGEST_CLOSED) > 0) {
            problems.add(
                    "closedWithin must be %s to %s, but is %s".formatted(Figures.WEEK, LONGEST_CLOSED, closedWithin));
        }
        Set<String> ids = new HashSet<>();
        waivers.stream()
                .filter(waiver -> !ids.add(waiver.id()))
                .forEach(waiver ->
                        problems.add("waivers has two with the id '%s'; give each its own".formatted(waiver.id())));
        if (!problems.isEmpty()) {
            throw new AlertConfigurationException("posture report", problems);
        }
        return new PostureReport(new ReportSettings(
                store, clock, zone, words, owners, waivers, heading, maxFindings, closedWithin, byteOrderMark));
    }
}
