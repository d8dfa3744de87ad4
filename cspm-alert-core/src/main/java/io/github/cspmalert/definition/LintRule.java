package io.github.cspmalert.definition;

import java.net.URI;
import java.util.Locale;

/**
 * What {@link AlertDefinitions#lint()} looks for: what can be built and run, and probably means something else than its author
 * thinks. Later versions may look for more.
 */
public enum LintRule {
    /** Text of tenants stands in HTML as it is, where the service renders it; this JVM escapes it unasked. */
    HTML_UNESCAPED(Pages.FUNCTIONS),
    /** Text stands in JSON as it is, so that a quotation mark or a line break in it breaks the request. */
    JSON_UNESCAPED(Pages.TEMPLATES),
    /** A statement of an action policy that nothing ever comes to, such as one behind a stop. */
    STATEMENT_UNREACHABLE(Pages.ACTIONS),
    /** A branch of an action policy whose condition holds for no alert, such as a severity above 10. */
    BRANCH_NEVER_HOLDS(Pages.ACTIONS),
    /** An action whose period never opens in the calendar, so that it never tells anybody. */
    PERIOD_NEVER_OPENS(Pages.ACTIONS),
    /** A second list of an action policy that no escalation ever carries out, or that tells nobody. */
    ESCALATION_TELLS_NOBODY(Pages.ACTIONS),
    /** A rule, policy or action through which nobody is told. */
    TELLS_NOBODY(Pages.RULES),
    /** A silence that no alert of any rule can meet, such as one of a severity that no rule has. */
    SILENCE_MEETS_NOTHING(Pages.POLICIES),
    /** A silence without an end, which holds back until somebody takes it away. */
    SILENCE_NEVER_ENDS(Pages.POLICIES),
    /** A silence that has ended, so that it holds nothing back. */
    SILENCE_OVER(Pages.POLICIES),
    /** A rule that is muted up to an instant that has passed, so that it is not muted. */
    MUTE_OVER(Pages.RULES),
    /** A condition is given together with a row count; SLS's documentation contradicts itself on which rows that counts. */
    COUNT_MEANING(Pages.TRIGGERS),
    /** A condition on rows stands where one on their number belongs, or the other way round. */
    CONDITIONS_SWAPPED(Pages.TRIGGERS),
    /** An expression that is a number or a text and so never holds, such as {@code 100 + 100}. */
    NO_TRUTH_VALUE(Pages.EXPRESSIONS),
    /** A trigger that holds for no rows, such as more rows than the statement gives. */
    TRIGGER_NEVER_HOLDS(Pages.TRIGGERS),
    /** A trigger on any row, of a statement that always gives one, such as {@code select count(*)} without groups. */
    TRIGGER_ALWAYS_HOLDS(Pages.TRIGGERS),
    /** A severity that an earlier one leaves nothing for, such as one behind "data is returned". */
    SEVERITY_UNREACHABLE(Pages.TRIGGERS),
    /** A condition or a grouping names a column that the statements do not select. */
    UNKNOWN_COLUMN(Pages.EXPRESSIONS),
    /** Rows of a search are counted, of which there are never more than 100. */
    SEARCH_ROW_COUNT(Pages.LIMITS),
    /** SQL without {@code LIMIT}, of whose rows only 100 are used. */
    LIMIT_MISSING(Pages.LIMITS),
    /** A {@code LIMIT} above the number of rows that are used. */
    LIMIT_TOO_HIGH(Pages.LIMITS),
    /** {@code LIMIT} without {@code ORDER BY}, which leaves open which rows are left out. */
    ORDER_MISSING(Pages.LIMITS),
    /** CSPM's records are counted although a resource has one for each run, of which only the latest says how it stands. */
    RECORDS_NOT_LATEST(Pages.CSPM),
    /** A query looks at more than 24 hours, which SLS does not do. */
    WINDOW_TOO_LONG(Pages.LIMITS),
    /** Log time between two evaluations that none looks at. */
    WINDOWS_GAP(Pages.QUERIES),
    /** Log time that several evaluations look at, by a trigger that counts or compares. */
    WINDOWS_OVERLAP(Pages.QUERIES),
    /** A window that ends at the evaluation, so that logs which are indexed a little later are never seen. */
    WINDOW_ENDS_NOW(Pages.QUERIES),
    /** Consecutive evaluations must agree, and look at the same log time. */
    THRESHOLD_OVERLAP(Pages.QUERIES),
    /** {@code {{ }}} in an annotation or label, where it is plain text. */
    TEMPLATE_IN_ANNOTATION(Pages.LABELS),
    /** <code>${ }</code> in a label, whose value is fixed text. */
    VARIABLE_IN_LABEL(Pages.LABELS),
    /** <code>${ }</code> in an annotation that names nothing and so stays empty. */
    UNKNOWN_VARIABLE(Pages.LABELS);

    private final URI page;

    LintRule(String page) {
        this.page = URI.create(page);
    }

    /** {@return the name, which stays the same in later versions, such as {@code count-meaning}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the page that documents what the service does} */
    public URI page() {
        return page;
    }

    /** {@return the name, such as {@code count-meaning}} */
    @Override
    public String toString() {
        return id();
    }

    private static final class Pages {

        static final String RULES =
                "https://www.alibabacloud.com/help/en/sls/developer-reference/api-sls-2020-12-30-struct-alert";
        static final String ACTIONS = "https://www.alibabacloud.com/help/en/sls/user-guide/create-an-action-policy";
        static final String POLICIES = "https://help.aliyun.com/zh/sls/create-an-alert-policy";
        static final String TRIGGERS = "https://help.aliyun.com/zh/sls/set-trigger-conditions";
        static final String EXPRESSIONS = "https://help.aliyun.com/zh/sls/syntax-of-trigger-conditions-in-alert-rules";
        static final String QUERIES = "https://help.aliyun.com/zh/sls/set-query-statistics-statement";
        static final String LIMITS = "https://help.aliyun.com/document_detail/207711.htm";
        static final String LABELS = "https://help.aliyun.com/zh/sls/labels-and-annotations";
        static final String TEMPLATES = "https://www.alibabacloud.com/help/en/sls/syntax-for-new-alert-templates";
        static final String FUNCTIONS =
                "https://www.alibabacloud.com/help/en/sls/built-in-functions-in-alert-templates";
        static final String CSPM =
                "https://www.alibabacloud.com/help/en/security-center/user-guide/log-category-and-field-description-v2-0";

        private Pages() {}
    }
}
