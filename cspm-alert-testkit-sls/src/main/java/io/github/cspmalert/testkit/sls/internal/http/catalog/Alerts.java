package io.github.cspmalert.testkit.sls.internal.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The alerts of a project, as JSON objects with all that was sent. Thread-safe. */
public final class Alerts {

    /** A project holds no more alerts than these: <a href="https://help.aliyun.com/document_detail/207711.htm">Limits</a>. */
    private static final int MAX_ALERTS = 100;

    private final Entries entries;

    Alerts(Documents documents) {
        this.entries = new Entries(documents, "alerts.json", "name");
    }

    /** {@return copies of the alerts, in the order in which they were created} */
    public List<ObjectNode> all() {
        return entries.all();
    }

    /**
     * Finds an alert.
     *
     * @param name its name
     * @return a copy of it
     * @throws SlsException with {@code JobNotExist} if there is none
     */
    public ObjectNode alert(String name) {
        return find(name).orElseThrow(() -> notExist(name));
    }

    /**
     * {@return a copy of an alert, if there is one}
     *
     * @param name its name
     */
    public Optional<ObjectNode> find(String name) {
        return entries.find(name);
    }

    /**
     * Adds an alert.
     *
     * @param name its name
     * @param alert the alert
     * @throws SlsException if there is one of that name already, or the project holds as many as it may
     */
    public void create(String name, ObjectNode alert) {
        entries.change(alerts -> {
            if (alerts.containsKey(name)) {
                throw new SlsException(400, "JobAlreadyExist", "Job " + name + " already exists");
            }
            if (alerts.size() >= MAX_ALERTS) {
                throw SlsException.parameterInvalid("Job " + name + " is one too many; a project holds at most "
                        + MAX_ALERTS + " alerts, delete another first");
            }
            alerts.put(name, alert.deepCopy());
        });
    }

    /**
     * Changes an alert.
     *
     * @param name its name
     * @param change makes the new alert from a copy of the present one
     * @throws SlsException with {@code JobNotExist} if there is none
     */
    public void change(String name, UnaryOperator<ObjectNode> change) {
        entries.change(
                alerts -> alerts.put(name, change.apply(present(alerts, name).deepCopy())));
    }

    /**
     * Deletes an alert.
     *
     * @param name its name
     * @throws SlsException with {@code JobNotExist} if there is none
     */
    public void delete(String name) {
        entries.change(alerts -> alerts.remove(name, present(alerts, name)));
    }

    /**
     * Stores an alert unchanged; it replaces the alert of the same name.
     *
     * @param name its name
     * @param alert the alert
     */
    public void put(String name, ObjectNode alert) {
        entries.change(alerts -> alerts.put(name, alert.deepCopy()));
    }

    private static ObjectNode present(Map<String, ObjectNode> alerts, String name) {
        ObjectNode alert = alerts.get(name);
        if (alert == null) {
            throw notExist(name);
        }
        return alert;
    }

    private static SlsException notExist(String name) {
        return new SlsException(404, "JobNotExist", "Job " + name + " does not exist");
    }
}
