package io.github.cspmalert.testkit.sls;

import io.github.cspmalert.testkit.sls.internal.http.SlsService;
import io.github.cspmalert.testkit.sls.internal.http.auth.AccessKey;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Names;
import io.github.cspmalert.testkit.sls.internal.http.catalog.TableFactory;
import io.github.cspmalert.testkit.sls.internal.http.wire.CspmIndex;
import io.github.cspmalert.testkit.sls.internal.query.duckdb.DuckDbLogTable;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint of Simple Log Service in this JVM, for tests and trials: the unmodified SDK talks HTTP to it, and only the
 * address separates it from the real service. It checks signatures, serves projects, Logstores, indexes, writing,
 * querying, alerts, resources and their records, and fails when a test asks for it. Alerts run
 * when a test says so: {@link #alerting()}.
 *
 * <p>The SDK accepts no port in an endpoint, so its proxy setting leads it here; the name in the endpoint is then never
 * looked up:
 *
 * <pre>{@code
 * try (EmbeddedSls sls = EmbeddedSls.builder().cspmLogstore("sas-log-1234567890", "sas-log").start()) {
 *     ClientConfiguration configuration = new ClientConfiguration();
 *     configuration.setProxyHost(sls.proxyHost());
 *     configuration.setProxyPort(sls.port());
 *     Client client = new Client(sls.endpoint(), sls.accessKeyId(), sls.accessKeySecret(), configuration);
 *     ...
 * }
 * }</pre>
 *
 * <p>Other clients may connect to the port directly and name the project in the {@code Host} header, as in
 * {@code Host: sas-log-1234567890.cn-hangzhou.sls.test}.
 *
 * <p>This is a test tool and no log service: it speaks plain HTTP, keeps no quota, and whoever reaches its port
 * and knows its key can read and delete everything. Therefore it listens on the loopback address only.
 *
 * <p>Thread-safe. Its threads are daemons, so they never keep a JVM alive.
 *
 * <p>The file is long because each setting of the builder is described where it is set.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/error-codes">The error codes it answers with</a>
 */
public final class EmbeddedSls extends SlsContents implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final String region;
    private final String recordsRegion;
    private final AccessKey firstKey;
    private final Faults faults;
    private final SlsAlerting alerting;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedSls(SlsService service, Builder builder, AccessKey firstKey) {
        super(service);
        this.region = builder.region;
        this.recordsRegion = builder.recordsRegion;
        this.firstKey = firstKey;
        this.faults = new Faults(service.faults(), service.operations());
        this.alerting = new SlsAlerting(service.alerts(builder.accountId, builder::render));
    }

    /** {@return a builder with the defaults: a free loopback port, one access key, UTC+8, nothing kept on disk} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the address to give to the SDK as its proxy host} */
    public String proxyHost() {
        return LOOPBACK.getHostAddress();
    }

    /** {@return the port, to give to the SDK as its proxy port} */
    public int port() {
        return service.port();
    }

    /**
     * {@return an endpoint to give to the SDK along with the proxy setting, such as {@code http://cn-hangzhou.sls.test};
     * any other plain name serves as well, as long as it starts with {@code http://}}
     */
    public String endpoint() {
        return "http://" + region + ".sls.test";
    }

    /** {@return the region, which a client with fourth-version signatures must name} */
    public String region() {
        return region;
    }

    /**
     * {@return an endpoint for resources and their records, such as {@code http://cn-shanghai.sls.test}; those of the
     * other regions serve as well, as long as they name no project}
     */
    public String recordsEndpoint() {
        return "http://" + recordsRegion + ".sls.test";
    }

    /** {@return the region of resources and their records, which signatures of the fourth version may name as well} */
    public String recordsRegion() {
        return recordsRegion;
    }

    /** {@return the id of the first access key} */
    public String accessKeyId() {
        return firstKey.id();
    }

    /** {@return the secret of the first access key} */
    public String accessKeySecret() {
        return firstKey.secret();
    }

    /** {@return what goes wrong with the next requests} */
    public Faults faults() {
        return faults;
    }

    /** {@return what runs the alerts} */
    public SlsAlerting alerting() {
        return alerting;
    }

    /** {@return the last 10,000 requests, oldest first} */
    public List<RecordedRequest> requests() {
        return service.requests().entries().stream()
                .map(entry -> new RecordedRequest(
                        entry.method(), entry.project(), entry.path(), entry.operation(), entry.status()))
                .toList();
    }

    /** Forgets the requests so far. */
    public void clearRequests() {
        service.requests().clear();
    }

    /**
     * Stops listening, ends held requests, closes all connections and frees the memory. What is kept in a folder stays
     * there. Closing again does nothing.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            service.close();
        }
    }

    /** Builds an {@link EmbeddedSls}. Not thread-safe. */
    public static final class Builder {

        private static final AccessKey DEFAULT_KEY =
                new AccessKey("embedded-sls-key-id", "embedded-sls-key-secret", null);

        private final Map<String, AccessKey> keys = new LinkedHashMap<>();
        private final List<Consumer<SlsService>> contents = new ArrayList<>();
        private int port;
        private String region = "cn-hangzhou";
        private String recordsRegion = "cn-shanghai";
        private ZoneId timeZone = ZoneOffset.ofHours(8);
        private Clock clock = Clock.systemUTC();
        private Duration maxClockSkew = Duration.ofMinutes(15);
        private @Nullable Path folder;
        private String accountId = "1234567890123456";
        private AlertTemplateRenderer alertTemplates = (template, variables) -> template.text();

        private Builder() {}

        /**
         * Adds an access key that may call. The first one added is the one that {@link EmbeddedSls#accessKeyId()} gives.
         *
         * @param id the AccessKey id
         * @param secret the AccessKey secret
         * @return this
         * @throws IllegalArgumentException if one of them is empty, or the id was added before
         */
        public Builder accessKey(String id, String secret) {
            return add(new AccessKey(notEmpty("id", id), notEmpty("secret", secret), null));
        }

        /**
         * Adds temporary credentials that may call, as the Security Token Service gives them.
         *
         * @param id the AccessKey id
         * @param secret the AccessKey secret
         * @param securityToken the token that every request must carry
         * @return this
         * @throws IllegalArgumentException if one of them is empty, or the id was added before
         */
        public Builder temporaryAccessKey(String id, String secret, String securityToken) {
            return add(new AccessKey(
                    notEmpty("id", id), notEmpty("secret", secret), notEmpty("securityToken", securityToken)));
        }

        private Builder add(AccessKey key) {
            if (keys.putIfAbsent(key.id(), key) != null) {
                throw new IllegalArgumentException("id \"" + key.id() + "\" was added before; add each key once");
            }
            return this;
        }

        /**
         * Creates a project, unless the folder holds it already.
         *
         * @param project its name
         * @return this
         * @throws IllegalArgumentException if the service would not allow the name
         */
        public Builder project(String project) {
            Names.checkProject(project);
            contents.add(service -> service.ensureProject(project));
            return this;
        }

        /**
         * Creates a Logstore without an index, and its project, unless the folder holds them already.
         *
         * @param project the name of its project
         * @param logstore its name
         * @return this
         * @throws IllegalArgumentException if the service would not allow one of the names
         */
        public Builder logstore(String project, String logstore) {
            Names.checkProject(project);
            Names.checkLogstore(logstore);
            contents.add(service -> service.ensureLogstore(project, logstore, null));
            return this;
        }

        /**
         * Creates a Logstore for check results, and its project, unless the folder holds them already. Its index has the
         * documented fields of topic {@code sas-cspm-log}.
         *
         * @param project the name of its project
         * @param logstore its name; Security Center's own is {@code sas-log}
         * @return this
         * @throws IllegalArgumentException if the service would not allow one of the names
         */
        public Builder cspmLogstore(String project, String logstore) {
            Names.checkProject(project);
            Names.checkLogstore(logstore);
            contents.add(service -> service.ensureLogstore(project, logstore, CspmIndex.config()));
            return this;
        }

        /**
         * Sets the time zone that SQL's time functions use. The default is UTC+8, as in the service.
         *
         * @param timeZone the time zone
         * @return this
         */
        public Builder timeZone(ZoneId timeZone) {
            this.timeZone = Objects.requireNonNull(timeZone, "timeZone");
            return this;
        }

        /**
         * Sets the time of the service, against which the time of each request is checked. The default is the system's.
         *
         * @param clock the clock
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets how far the time of a request may be from the time of the service. The default is 15 minutes, as in the
         * service. A test that sets the clock needs more, because the SDK always signs with the system's time.
         *
         * @param maxClockSkew the greatest difference
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxClockSkew(Duration maxClockSkew) {
            if (maxClockSkew.isNegative()) {
                throw new IllegalArgumentException("maxClockSkew is " + maxClockSkew + "; it must not be negative");
            }
            this.maxClockSkew = maxClockSkew;
            return this;
        }

        /**
         * Sets the port. The default is 0, which takes a free one.
         *
         * @param port the port, 0 to 65535
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder port(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port is " + port + "; it must be 0 to 65535");
            }
            this.port = port;
            return this;
        }

        /**
         * Sets the region. The default is {@code cn-hangzhou}.
         *
         * @param region the region id: lower-case letters, digits and hyphens
         * @return this
         * @throws IllegalArgumentException if it has other characters
         */
        public Builder region(String region) {
            this.region = checkedRegion("region", region);
            return this;
        }

        /**
         * Sets the region that resources and their records live in; they belong to the whole account. The default is
         * {@code cn-shanghai}.
         *
         * @param recordsRegion the region id: lower-case letters, digits and hyphens
         * @return this
         * @throws IllegalArgumentException if it has other characters
         */
        public Builder recordsRegion(String recordsRegion) {
            this.recordsRegion = checkedRegion("recordsRegion", recordsRegion);
            return this;
        }

        /**
         * Keeps projects, Logstores, indexes, logs, alerts and records in a folder, and serves what it holds already. The default keeps
         * them in memory. One endpoint at a time may use a folder.
         *
         * @param folder the folder, created if it does not exist
         * @return this
         */
        public Builder folder(Path folder) {
            this.folder = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /**
         * Sets the id of the account that alerts belong to, {@code aliuid} in templates. The default is
         * {@code 1234567890123456}.
         *
         * @param accountId the id: digits
         * @return this
         * @throws IllegalArgumentException if it has other characters
         */
        public Builder accountId(String accountId) {
            if (!accountId.matches("\\d+")) {
                throw new IllegalArgumentException("accountId is \"" + accountId + "\"; it must be digits");
            }
            this.accountId = accountId;
            return this;
        }

        /**
         * Sets what renders the content templates of alerts that run. The default leaves them as they are written.
         *
         * @param renderer the renderer
         * @return this
         */
        public Builder alertTemplates(AlertTemplateRenderer renderer) {
            this.alertTemplates = Objects.requireNonNull(renderer, "renderer");
            return this;
        }

        /**
         * Starts an endpoint. The builder stays as it is and may start another.
         *
         * @return the endpoint, listening
         * @throws UncheckedIOException if the port is taken, or the folder cannot be read or written
         * @throws IllegalStateException if the folder is in use, or holds something else
         */
        public EmbeddedSls start() {
            ZoneId zone = timeZone;
            return start((index, tableFolder) -> DuckDbLogTable.open(index, zone, tableFolder));
        }

        EmbeddedSls start(TableFactory tables) {
            Map<String, AccessKey> known = keys.isEmpty() ? Map.of(DEFAULT_KEY.id(), DEFAULT_KEY) : keys;
            SlsService service = new SlsService(new SlsService.Settings(
                    known,
                    region,
                    recordsRegion,
                    clock,
                    maxClockSkew,
                    new InetSocketAddress(LOOPBACK, port),
                    folder,
                    tables));
            try {
                contents.forEach(content -> content.accept(service));
                return new EmbeddedSls(service, this, known.values().iterator().next());
            } catch (RuntimeException e) {
                service.close();
                throw e;
            }
        }

        private String render(String channel, String locale, boolean subject, String text, Map<String, ?> variables) {
            return alertTemplates.render(new AlertTemplateRenderer.Template(channel, locale, subject, text), variables);
        }

        private static String checkedRegion(String name, String region) {
            if (!region.matches("[a-z0-9][a-z0-9-]*")) {
                throw new IllegalArgumentException(
                        name + " is \"" + region + "\"; it must be a region id such as cn-hangzhou");
            }
            return region;
        }

        private static String notEmpty(String name, String value) {
            if (value.isBlank()) {
                throw new IllegalArgumentException(name + " is empty; give the AccessKey's " + name);
            }
            return value;
        }
    }
}
