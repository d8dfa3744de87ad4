package io.github.cspmalert.definition.rule;

import io.github.cspmalert.internal.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The alert template of SLS that a rule was made from; SLS's {@code templateConfiguration}.
 *
 * @param id its id, such as {@code sls.app.actiontrail.cis.at.ram_mfa_login}
 * @param type its kind, such as {@code sys}
 * @param version its version; may be empty
 * @param lang the language of its texts, {@code cn} or {@code en}; may be empty
 * @param tokens the values of its parameters, such as {@code default.project}, in the order given; unmodifiable
 * @param annotations the annotations that it sets, in the order given; unmodifiable
 * @see <a href="https://alibabacloud.com/help/en/sls/developer-reference/api-sls-2020-12-30-struct-alert">SLS: alert
 *     rule</a>
 */
public record RuleTemplate(
        String id,
        String type,
        String version,
        String lang,
        Map<String, String> tokens,
        Map<String, String> annotations) {

    /**
     * Checks the parts and copies the maps.
     *
     * @param id its id
     * @param type its kind
     * @param version its version
     * @param lang the language of its texts
     * @param tokens the values of its parameters
     * @param annotations the annotations that it sets
     * @throws IllegalArgumentException if the id or the type is blank
     */
    public RuleTemplate {
        Checks.notBlank("template id", id);
        Checks.notBlank("template type", type);
        tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    }
}
