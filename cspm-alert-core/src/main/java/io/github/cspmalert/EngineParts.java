package io.github.cspmalert;

import io.github.cspmalert.delivery.MessageComposer;
import io.github.cspmalert.internal.engine.Dispatcher;
import io.github.cspmalert.state.AlertStore;
import java.time.Clock;
import java.time.Duration;

/**
 * What all rules share.
 *
 * @param accountId the id of the account, or empty to read it from the project's name
 * @param giveUpAfter how long a notification is tried
 * @param maxCatchUp how much missed log time an evaluation looks at besides its own
 */
record EngineParts(
        Clock clock,
        AlertStore store,
        MessageComposer composer,
        Dispatcher dispatcher,
        AlertListener listener,
        String accountId,
        Duration giveUpAfter,
        Duration maxCatchUp) {}
