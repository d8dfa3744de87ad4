package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.duckdb.DuckDBFunctions;
import org.jspecify.annotations.Nullable;

/** Functions that Presto takes from Java, and that the engine therefore takes from Java too. */
final class JavaFunctions {

    private JavaFunctions() {}

    static void register(Connection connection) throws SQLException {
        one(connection, "double_text", Double.class, String.class, value -> Double.toString(value));
        one(connection, "presto_type", String.class, String.class, PrestoTypes::name);
        two(connection, "json_value", (text, path) -> JsonLeaf.at(text, path, false));
        two(connection, "json_text", (text, path) -> JsonLeaf.at(text, path, true));
        one(connection, "presto_url_encode", String.class, String.class, JavaFunctions::encoded);
        one(connection, "presto_url_decode", String.class, String.class, JavaFunctions::decoded);
        one(connection, "presto_url_protocol", String.class, String.class, url -> of(url, URI::getScheme));
        one(connection, "presto_url_host", String.class, String.class, url -> of(url, URI::getHost));
        one(connection, "presto_url_port", String.class, Long.class, JavaFunctions::port);
        one(connection, "presto_url_path", String.class, String.class, url -> of(url, URI::getPath));
        one(connection, "presto_url_query", String.class, String.class, url -> of(url, URI::getQuery));
        one(connection, "presto_url_fragment", String.class, String.class, url -> of(url, URI::getFragment));
        two(connection, "presto_url_parameter", JavaFunctions::parameter);
        try (var function = DuckDBFunctions.scalarFunction()) {
            function.withName("presto_to_base")
                    .withParameters(Long.class, Long.class)
                    .withReturnType(String.class)
                    .withFunction((Long value, Long radix) -> Long.toString(value, radix(radix)))
                    .register(connection);
        }
        try (var function = DuckDBFunctions.scalarFunction()) {
            function.withName("presto_from_base")
                    .withParameters(String.class, Long.class)
                    .withReturnType(Long.class)
                    .withFunction((String value, Long radix) -> new BigInteger(value, radix(radix)).longValueExact())
                    .register(connection);
        }
    }

    private static <T, R> void one(
            Connection connection, String name, Class<T> parameter, Class<R> result, Function<T, @Nullable R> body)
            throws SQLException {
        try (var function = DuckDBFunctions.scalarFunction()) {
            function.withName(name)
                    .withParameter(parameter)
                    .withReturnType(result)
                    .withNullInNullOut()
                    .withFunction(body)
                    .register(connection);
        }
    }

    private static void two(Connection connection, String name, BiFunction<String, String, @Nullable String> body)
            throws SQLException {
        try (var function = DuckDBFunctions.scalarFunction()) {
            function.withName(name)
                    .withParameters(String.class, String.class)
                    .withReturnType(String.class)
                    .withFunction((String first, String second) ->
                            first == null || second == null ? null : body.apply(first, second))
                    .register(connection);
        }
    }

    private static int radix(Long radix) {
        if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) {
            throw new IllegalArgumentException("the base must be between 2 and 36");
        }
        return radix.intValue();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A part of a URL; empty if it lacks the part, NULL if it is no URL. */
    private static @Nullable String of(String url, Function<URI, @Nullable String> part) {
        URI uri = uri(url);
        if (uri == null) {
            return null;
        }
        String value = part.apply(uri);
        return value == null ? "" : value;
    }

    private static @Nullable Long port(String url) {
        URI uri = uri(url);
        return uri == null || uri.getPort() < 0 ? null : Long.valueOf(uri.getPort());
    }

    private static @Nullable String parameter(String url, String name) {
        URI uri = uri(url);
        if (uri == null || uri.getRawQuery() == null) {
            return null;
        }
        for (String pair : uri.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            if (decoded(parts[0]).equals(name)) {
                return parts.length == 2 ? decoded(parts[1]) : "";
            }
        }
        return null;
    }

    private static @Nullable URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
