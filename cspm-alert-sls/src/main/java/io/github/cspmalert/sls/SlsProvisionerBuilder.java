package io.github.cspmalert.sls;

import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.sls.internal.Texts;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets up an {@link SlsProvisioner}. Not thread-safe. */
public final class SlsProvisionerBuilder {

    /** Where the service's own guides keep records, of accounts of the China site. */
    private static final String RECORDS_REGION = "cn-shanghai";

    final SlsConnection connection;
    final String project;
    final Set<ObjectKey> adopted = new HashSet<>();
    String owner;
    boolean adoptAll;
    boolean prune = true;

    private @Nullable String recordsRegion;
    private @Nullable SlsConnection recordsConnection;

    SlsProvisionerBuilder(SlsConnection connection, String project) {
        this.connection = Objects.requireNonNull(connection, "connection");
        this.project = SlsLogSource.project(project);
        this.owner = project;
    }

    /**
     * Sets the region in which the account keeps users, templates and policies. Default: {@code cn-shanghai}, as in the
     * service's own guides, for connections whose endpoint begins with their region; some documents name
     * {@code cn-heyuan}. For other endpoints the connection itself. Which region serves accounts of the international site
     * is not documented.
     *
     * @param recordsRegion the region, whose endpoint is this connection's with the region in place of its own
     * @return this
     * @throws IllegalArgumentException if the endpoint of the connection does not begin with its region
     */
    public SlsProvisionerBuilder recordsRegion(String recordsRegion) {
        connection.in(recordsRegion);
        this.recordsRegion = recordsRegion;
        this.recordsConnection = null;
        return this;
    }

    /**
     * Sets a connection of its own to where the account keeps users, templates and policies, for instance because this one
     * goes through an intranet endpoint, which only serves its own region.
     *
     * @param recordsConnection the connection; not closed by the provisioner
     * @return this
     */
    public SlsProvisionerBuilder recordsConnection(SlsConnection recordsConnection) {
        this.recordsConnection = Objects.requireNonNull(recordsConnection, "recordsConnection");
        this.recordsRegion = null;
        return this;
    }

    /**
     * Sets for whom objects are made. What one owner made is neither changed nor deleted for another, unless it is adopted.
     * Default: the project. Give each set of definitions of an account an owner of its own, also where projects of two
     * regions have the same name, since a plan deletes what its owner made and does not name any more.
     *
     * @param owner a name of 1 to 128 letters, digits, {@code -}, {@code _} and {@code .}, the same from run to run
     * @return this
     * @throws IllegalArgumentException if the name has another form
     */
    public SlsProvisionerBuilder owner(String owner) {
        if (!owner.matches("[A-Za-z0-9._-]{1,128}")) {
            throw new IllegalArgumentException(
                    "owner is '" + Texts.printable(owner) + "'; it must be 1 to 128 letters, digits, '-', '_' and '.'");
        }
        this.owner = owner;
        return this;
    }

    /**
     * Lets an object that somebody else made be changed as definitions say; from then on it counts as made by this library,
     * and is deleted with the rest.
     *
     * @param kind its kind
     * @param id its id
     * @return this
     * @throws IllegalArgumentException if the id is blank
     */
    public SlsProvisionerBuilder adopt(ObjectKind kind, String id) {
        adopted.add(new ObjectKey(kind, id));
        return this;
    }

    /**
     * Lets every object that definitions name be changed, whoever made it.
     *
     * @return this
     * @see #adopt
     */
    public SlsProvisionerBuilder adoptAll() {
        this.adoptAll = true;
        return this;
    }

    /**
     * Sets whether plans delete what this owner made and definitions name no more. Default: yes.
     *
     * @param prune whether
     * @return this
     */
    public SlsProvisionerBuilder prune(boolean prune) {
        this.prune = prune;
        return this;
    }

    /**
     * Builds the provisioner. Nothing is contacted; the builder stays as it is.
     *
     * @return the provisioner
     */
    public SlsProvisioner build() {
        return new SlsProvisioner(this);
    }

    SlsConnection records() {
        if (recordsConnection != null) {
            return recordsConnection;
        }
        if (recordsRegion != null) {
            return connection.in(recordsRegion);
        }
        return connection.isRegional() ? connection.in(RECORDS_REGION) : connection;
    }
}
