package io.github.cspmalert.testkit.sls.internal.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The projects and resources of an endpoint. Thread-safe. */
public final class Catalog implements AutoCloseable {

    private static final String PROJECT_PREFIX = "project-";

    /** A name that the service keeps for itself. */
    private static final String OF_THE_SERVICE = "logtail";

    private final Documents documents;
    private final TableFactory tables;
    private final Resources resources;
    private final ConcurrentSkipListMap<String, Project> projects = new ConcurrentSkipListMap<>();

    private Catalog(Documents documents, TableFactory tables) {
        this.documents = documents;
        this.tables = tables;
        this.resources = new Resources(documents);
    }

    /**
     * Opens a catalogue.
     *
     * @param folder the folder that keeps it, or null for memory
     * @param tables opens the tables of its Logstores
     * @return the catalogue, with all that the folder holds
     */
    public static Catalog open(@Nullable Path folder, TableFactory tables) {
        Catalog catalog = new Catalog(new Documents(folder), tables);
        try {
            catalog.openProjects();
            return catalog;
        } catch (RuntimeException e) {
            catalog.close();
            throw e;
        }
    }

    private void openProjects() {
        for (String name : documents.names(PROJECT_PREFIX)) {
            Project.open(name, documents.in(PROJECT_PREFIX + name), tables).ifPresent(project -> {
                projects.put(name, project);
                project.openLogstores();
            });
        }
    }

    /** {@return the resources of the account} */
    public Resources resources() {
        return resources;
    }

    /** {@return the projects in order of name} */
    public List<Project> projects() {
        return List.copyOf(projects.values());
    }

    /**
     * {@return whether there is a project of that name}
     *
     * @param name its name
     */
    public boolean has(String name) {
        return projects.containsKey(name);
    }

    /**
     * Finds a project.
     *
     * @param name its name
     * @return the project
     * @throws SlsException with {@code ProjectNotExist} if there is none
     */
    public Project project(String name) {
        Project found = projects.get(name);
        if (found == null) {
            throw new SlsException(404, "ProjectNotExist", "The Project does not exist : " + name);
        }
        return found;
    }

    /**
     * Creates a project.
     *
     * @param name its name
     * @param config its configuration
     * @return the project
     * @throws SlsException if there is one already, or the name is not allowed
     */
    public synchronized Project create(String name, ObjectNode config) {
        if (!Names.isProject(name)) {
            throw SlsException.parameterInvalid("Project name is invalid: " + Names.PROJECT_RULE);
        }
        if (projects.containsKey(name) || name.equals(OF_THE_SERVICE)) {
            throw new SlsException(400, "ProjectAlreadyExist", "Project " + name + " already exist");
        }
        Project created = Project.create(name, config, documents.in(PROJECT_PREFIX + name), tables);
        projects.put(name, created);
        return created;
    }

    /**
     * Deletes a project and all that is in it.
     *
     * @param name its name
     * @throws SlsException with {@code ProjectNotExist} if there is none
     */
    public synchronized void delete(String name) {
        Project found = project(name);
        projects.remove(name);
        found.delete();
    }

    /** Frees the tables. What is kept in a folder stays there. */
    @Override
    public synchronized void close() {
        projects.values().forEach(Project::close);
        projects.clear();
    }
}
