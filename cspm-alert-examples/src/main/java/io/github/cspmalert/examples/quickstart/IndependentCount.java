package io.github.cspmalert.examples.quickstart;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.common.TimeRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the check results that did not pass with a loop over the records, and compares a mail with that. */
record IndependentCount(List<CheckResult> records) {

    private static final Pattern LIST_LINE = Pattern.compile("【(.*?)】(.*) - (\\d+) resources");

    Map<String, Long> byGroup(TimeRange range) {
        Map<String, Long> counts = new HashMap<>();
        for (CheckResult record : records) {
            boolean inRange = record.time()
                    .filter(time -> !time.isBefore(range.from()) && time.isBefore(range.to()))
                    .isPresent();
            if (inRange && record.status().equals(CheckStatus.NOT_PASS)) {
                counts.merge("【" + record.instanceType() + "】" + record.checkItemName(), 1L, Long::sum);
            }
        }
        return counts;
    }

    static Map<String, Long> listedIn(String mailText) {
        Map<String, Long> listed = new HashMap<>();
        Matcher matcher = LIST_LINE.matcher(mailText);
        while (matcher.find()) {
            listed.put("【" + matcher.group(1) + "】" + matcher.group(2), Long.valueOf(matcher.group(3)));
        }
        return listed;
    }
}
