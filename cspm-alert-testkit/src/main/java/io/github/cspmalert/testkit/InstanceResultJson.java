package io.github.cspmalert.testkit;

/** Writes {@code instance_result}: JSON with {@code Checks} and {@code Columns}, as Security Center's API has it. */
final class InstanceResultJson {

    private static final String COLUMNS =
            """
            "Columns":[\
            {"key":"RegionIdShow","search":true,"searchKey":"RegionIdKey","showName":"Region","type":"text"},\
            {"key":"InstanceIdShow","search":true,"searchKey":"InstanceIdKey","showName":"Instance ID","type":"link"},\
            {"key":"InstanceNameShow","search":true,"searchKey":"InstanceNameKey","showName":"Instance Name","type":"text"}]""";

    private InstanceResultJson() {}

    static String of(ResourceKind kind, String id, String name, String region) {
        StringBuilder json = new StringBuilder(560).append("{\"Checks\":[{\"RegionIdShow\":{\"value\":");
        quote(json, region);
        json.append("},\"InstanceIdShow\":{\"value\":");
        quote(json, id);
        if (kind == ResourceKind.ECS_SECURITY_GROUP) {
            json.append(",\"link\":");
            quote(
                    json,
                    "https://ecs.console.aliyun.com/#/securityGroupDetail/region/%s/groupId/%s/rule/intranetIngress"
                            .formatted(region, id));
        }
        json.append("},\"InstanceNameShow\":{\"value\":");
        quote(json, name);
        return json.append("}}],").append(COLUMNS).append('}').toString();
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
