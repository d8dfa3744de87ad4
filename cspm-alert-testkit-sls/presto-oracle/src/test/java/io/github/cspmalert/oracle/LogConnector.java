package io.github.cspmalert.oracle;

import com.facebook.presto.common.predicate.TupleDomain;
import com.facebook.presto.common.type.BigintType;
import com.facebook.presto.common.type.DoubleType;
import com.facebook.presto.common.type.Type;
import com.facebook.presto.common.type.VarcharType;
import com.facebook.presto.spi.ColumnHandle;
import com.facebook.presto.spi.ColumnMetadata;
import com.facebook.presto.spi.ConnectorHandleResolver;
import com.facebook.presto.spi.ConnectorSession;
import com.facebook.presto.spi.ConnectorTableHandle;
import com.facebook.presto.spi.ConnectorTableLayout;
import com.facebook.presto.spi.ConnectorTableLayoutHandle;
import com.facebook.presto.spi.ConnectorTableLayoutResult;
import com.facebook.presto.spi.ConnectorTableMetadata;
import com.facebook.presto.spi.Constraint;
import com.facebook.presto.spi.InMemoryRecordSet;
import com.facebook.presto.spi.SchemaTableName;
import com.facebook.presto.spi.SchemaTablePrefix;
import com.facebook.presto.spi.connector.Connector;
import com.facebook.presto.spi.connector.ConnectorContext;
import com.facebook.presto.spi.connector.ConnectorFactory;
import com.facebook.presto.spi.connector.ConnectorMetadata;
import com.facebook.presto.spi.connector.ConnectorRecordSetProvider;
import com.facebook.presto.spi.connector.ConnectorSplitManager;
import com.facebook.presto.spi.connector.ConnectorTransactionHandle;
import com.facebook.presto.spi.transaction.IsolationLevel;
import com.facebook.presto.testing.TestingHandleResolver;
import com.facebook.presto.testing.TestingMetadata.TestingColumnHandle;
import com.facebook.presto.testing.TestingMetadata.TestingTableHandle;
import com.facebook.presto.testing.TestingSplit;
import com.facebook.presto.testing.TestingSplitManager;
import com.facebook.presto.testing.TestingTransactionHandle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives Presto one table in memory, {@code log}. */
final class LogConnector implements ConnectorFactory, Connector, ConnectorMetadata, ConnectorTableLayoutHandle {

    private static final SchemaTableName LOG = new SchemaTableName("default", "log");

    private final List<ColumnMetadata> columns = new ArrayList<>();
    private final List<List<Object>> rows;

    LogConnector(CspmRows data) {
        data.columns()
                .forEach((name, kind) -> columns.add(ColumnMetadata.builder()
                        .setName(name)
                        .setType(type(kind))
                        .build()));
        this.rows = data.rows();
    }

    private static Type type(CspmRows.Kind kind) {
        return switch (kind) {
            case TEXT -> VarcharType.VARCHAR;
            case LONG -> BigintType.BIGINT;
            case DOUBLE -> DoubleType.DOUBLE;
        };
    }

    @Override
    public String getName() {
        return "log";
    }

    @Override
    public ConnectorHandleResolver getHandleResolver() {
        return new TestingHandleResolver();
    }

    @Override
    public Connector create(String catalog, Map<String, String> config, ConnectorContext context) {
        return this;
    }

    @Override
    public ConnectorTransactionHandle beginTransaction(IsolationLevel isolation, boolean readOnly) {
        return TestingTransactionHandle.create();
    }

    @Override
    public ConnectorMetadata getMetadata(ConnectorTransactionHandle transaction) {
        return this;
    }

    @Override
    public ConnectorSplitManager getSplitManager() {
        return new TestingSplitManager(List.of(TestingSplit.createLocalSplit()));
    }

    @Override
    public ConnectorRecordSetProvider getRecordSetProvider() {
        return (transaction, session, split, wanted) -> {
            List<Integer> positions = wanted.stream()
                    .map(column -> ((TestingColumnHandle) column).getOrdinalPosition())
                    .toList();
            List<Type> types =
                    positions.stream().map(i -> columns.get(i).getType()).toList();
            List<List<Object>> picked = rows.stream()
                    .map(row -> positions.stream().map(row::get).collect(ArrayList::new, List::add, List::addAll))
                    .map(List.class::cast)
                    .map(LogConnector::objects)
                    .toList();
            return new InMemoryRecordSet(types, picked);
        };
    }

    private static List<Object> objects(List<?> row) {
        return new ArrayList<>(row);
    }

    @Override
    public List<String> listSchemaNames(ConnectorSession session) {
        return List.of(LOG.getSchemaName());
    }

    @Override
    public ConnectorTableHandle getTableHandle(ConnectorSession session, SchemaTableName name) {
        return name.equals(LOG) ? new TestingTableHandle(name) : null;
    }

    @Override
    public ConnectorTableLayoutResult getTableLayoutForConstraint(
            ConnectorSession session,
            ConnectorTableHandle table,
            Constraint<ColumnHandle> constraint,
            Optional<Set<ColumnHandle>> wanted) {
        return new ConnectorTableLayoutResult(new ConnectorTableLayout(this), constraint.getSummary());
    }

    @Override
    public ConnectorTableLayout getTableLayout(ConnectorSession session, ConnectorTableLayoutHandle handle) {
        return new ConnectorTableLayout(
                handle,
                Optional.empty(),
                TupleDomain.all(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Override
    public ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table) {
        return new ConnectorTableMetadata(LOG, columns);
    }

    @Override
    public Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle table) {
        Map<String, ColumnHandle> handles = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            handles.put(
                    columns.get(i).getName(),
                    new TestingColumnHandle(
                            columns.get(i).getName(), i, columns.get(i).getType()));
        }
        return handles;
    }

    @Override
    public ColumnMetadata getColumnMetadata(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column) {
        return columns.get(((TestingColumnHandle) column).getOrdinalPosition());
    }

    @Override
    public Map<SchemaTableName, List<ColumnMetadata>> listTableColumns(
            ConnectorSession session, SchemaTablePrefix prefix) {
        return Map.of(LOG, columns);
    }
}
