package io.github.cspmalert.testkit.sls.internal.alerting;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A notification that was sent.
 *
 * @param at when
 * @param channel on which channel
 * @param recipients to which addresses
 * @param subject its subject
 * @param contents its content for each alert
 * @param alerts what templates saw of each alert
 */
public record Sent(
        Instant at,
        String channel,
        List<String> recipients,
        String subject,
        List<String> contents,
        List<Map<String, Object>> alerts) {}
