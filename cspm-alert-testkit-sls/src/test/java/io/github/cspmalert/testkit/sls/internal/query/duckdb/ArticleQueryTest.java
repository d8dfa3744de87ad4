package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.START;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.testkit.sls.internal.query.Query;
import io.github.cspmalert.testkit.sls.internal.query.QueryResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArticleQueryTest {

    private static final String ARTICLE =
            """
            __topic__:sas-cspm-log AND status:NOT_PASS |
            SELECT instance_type, check_item_name, count(*) AS cnt
            GROUP BY instance_type, check_item_name
            """;
    private static final String PORT_22 = "Ensure no security groups allow ingress from 0.0.0.0/0 to port 22";
    private static final String ADMIN = "AdministratorAccess Policy Attachment";

    @Test
    void query_ofTheArticle_countsFailedResultsByCheckItem() {
        try (DuckDbLogTable table = CspmLogs.table(
                CspmLogs.index(),
                result(START, "ECS", PORT_22, "sg-1", "NOT_PASS"),
                result(START, "ECS", PORT_22, "sg-2", "NOT_PASS"),
                result(START, "ECS", PORT_22, "sg-3", "PASS"),
                result(START, "RAM", ADMIN, "u-1", "NOT_PASS"),
                result(START + 60, "RAM", ADMIN, "u-2", "NOT_PASS"))) {
            QueryResult found = table.query(new Query(ARTICLE, START, START + 60, 100, 0, false));

            assertThat(found.hasSql()).isTrue();
            assertThat(found.columns()).containsExactly("instance_type", "check_item_name", "cnt");
            assertThat(found.columnTypes()).containsExactly("varchar", "varchar", "bigint");
            assertThat(found.rows())
                    .containsExactlyInAnyOrder(
                            Map.of("instance_type", "ECS", "check_item_name", PORT_22, "cnt", "2"),
                            Map.of("instance_type", "RAM", "check_item_name", ADMIN, "cnt", "1"));
            assertThat(found.processedRows()).isEqualTo(3);
            assertThat(found.limited()).isEqualTo(100);
            assertThat(found.searchPart()).isEqualTo("__topic__:sas-cspm-log AND status:NOT_PASS");
        }
    }
}
