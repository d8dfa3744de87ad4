package io.github.cspmalert.posture;

import io.github.cspmalert.internal.Letters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tags of resources, by id, name or pattern. Those of single resources are looked up, since there may be many. */
final class ResourceTags {

    private final Map<String, Map<String, String>> exact = new HashMap<>();
    private final List<Tagged> patterns = new ArrayList<>();

    private record Tagged(String pattern, Map<String, String> tags) {}

    ResourceTags(List<Map.Entry<String, Map<String, String>>> all) {
        for (Map.Entry<String, Map<String, String>> each : all) {
            String resource = lower(each.getKey());
            Map<String, String> tags = new LinkedHashMap<>();
            each.getValue().forEach((tag, value) -> tags.put(lower(tag), lower(value)));
            if (resource.contains("*")) {
                patterns.add(new Tagged(resource, tags));
            } else {
                Map<String, String> known = exact.computeIfAbsent(resource, key -> new LinkedHashMap<>());
                tags.forEach(known::putIfAbsent);
            }
        }
    }

    /** {@return whether a tag of a finding's resource has a value, in which an asterisk stands for any text} */
    boolean has(Finding finding, String tag, String value) {
        return value(lower(finding.key().instanceId()), lower(finding.instanceName()), lower(tag))
                .filter(there -> FindingMatch.meets(lower(value), there))
                .isPresent();
    }

    private Optional<String> value(String id, String name, String tag) {
        Stream<Map<String, String>> own = Stream.of(id, name).map(each -> exact.getOrDefault(each, Map.of()));
        Stream<Map<String, String>> matched = patterns.stream()
                .filter(each -> FindingMatch.meets(each.pattern(), id) || FindingMatch.meets(each.pattern(), name))
                .map(Tagged::tags);
        return Stream.concat(own, matched)
                .flatMap(tags -> Optional.ofNullable(tags.get(tag)).stream())
                .findFirst();
    }

    private static String lower(String text) {
        return Letters.lower(text);
    }
}
