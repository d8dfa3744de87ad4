package io.github.cspmalert.testkit.sls.internal.query.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL with places for arguments: {@code $1} an argument, {@code $1:time} the same made a timestamp, {@code $*} all of
 * them. In {@code name{...}} braces are the parentheses of an aggregate: DISTINCT, ORDER BY, FILTER and OVER of the call
 * go to each of them.
 */
final class Template {

    private static final Pattern PLACE =
            Pattern.compile("\\$(?:(?<all>\\*)|(?<number>\\d)(?<time>:time)?)|(?<open>\\{)|(?<close>})");

    private Template() {}

    static String sql(String template, Call call) {
        StringBuilder sql = new StringBuilder();
        Matcher place = PLACE.matcher(template);
        while (place.find()) {
            place.appendReplacement(sql, Matcher.quoteReplacement(value(place, call)));
        }
        return place.appendTail(sql).toString();
    }

    private static String value(Matcher place, Call call) {
        if (place.group("all") != null) {
            return call.argumentList();
        } else if (place.group("open") != null) {
            return call.opening();
        } else if (place.group("close") != null) {
            return call.closing();
        }
        int number = Integer.parseInt(place.group("number"));
        return place.group("time") == null
                ? call.argument(number).sql()
                : call.time(number).sql();
    }
}
