package io.github.cspmalert.testkit.sls.internal.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** The resources of the account: those that every account has, and those that were created. Thread-safe. */
public final class Resources {

    private static final String PREFIX = "resource-";

    private final Documents documents;
    private final ConcurrentSkipListMap<String, Resource> resources = new ConcurrentSkipListMap<>();

    Resources(Documents documents) {
        this.documents = documents;
        for (String name : documents.names(PREFIX)) {
            Resource.open(documents.in(PREFIX + name)).ifPresent(resource -> resources.put(name, resource));
        }
        for (SystemResource system : SystemResource.values()) {
            String name = system.resourceName();
            resources.put(name, Resource.of(system, documents.in(PREFIX + name)));
        }
    }

    /** {@return the resources in order of name} */
    public List<Resource> all() {
        return List.copyOf(resources.values());
    }

    /**
     * Finds a resource.
     *
     * @param name its name
     * @return the resource
     * @throws SlsException with {@code ResourceNotExist} if there is none
     */
    public Resource resource(String name) {
        Resource found = resources.get(name);
        if (found == null) {
            throw new SlsException(404, "ResourceNotExist", "Resource " + name + " does not exist");
        }
        return found;
    }

    /**
     * Creates a resource.
     *
     * @param name its name
     * @param config its configuration
     * @throws SlsException if there is one already, or the name is not allowed
     */
    public synchronized void create(String name, ObjectNode config) {
        if (!Names.isResource(name)) {
            throw SlsException.parameterInvalid("name is \"" + name + "\"; " + Names.RESOURCE_RULE);
        }
        if (resources.containsKey(name)) {
            throw new SlsException(400, "ResourceAlreadyExist", "Resource " + name + " already exists");
        }
        resources.put(name, Resource.create(config, documents.in(PREFIX + name)));
    }

    /**
     * Deletes a resource and its records.
     *
     * @param name its name
     * @throws SlsException if there is none, or every account has it
     */
    public synchronized void delete(String name) {
        Resource found = resource(name);
        if (found.isSystem()) {
            throw SlsException.parameterInvalid("Resource " + name + " belongs to the service; it cannot be deleted");
        }
        resources.remove(name);
        found.delete();
    }
}
