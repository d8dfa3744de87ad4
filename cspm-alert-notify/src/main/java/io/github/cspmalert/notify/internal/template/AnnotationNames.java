package io.github.cspmalert.notify.internal.template;

import java.util.HashMap;
import java.util.Map;

/**
 * What {@code annotations_to_list} calls the annotations that SLS itself sets.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/built-in-functions-in-alert-templates">SLS: built-in functions</a>
 */
final class AnnotationNames {

    private static final Map<String, String[]> NAMES = new HashMap<>();

    static {
        name("title", "Title", "标题");
        name("desc", "Description", "描述");
        name("anomaly_score", "Anomaly Score", "异常分数");
        name("job_id", "Task ID", "任务ID");
        name("model_id", "Model ID", "模型ID");
        name("severity", "Anomaly Severity", "异常程度");
        name("__pub_alert_app__", "Application", "应用");
        name("__pub_alert_protocol__", "Protocol", "协议");
        name("__pub_alert_region__", "Region", "地域");
        name("__pub_alert_service__", "Service", "服务");
        name("__ensure_url__", "Confirm URL", "确认链接");
        name("__mismatch_url__", "Mismatch URL", "误报链接");
        name("__plot_image__", "Plot Image", "图像");
        name("__host_ip__", "Host IP", "主机IP");
        name("__host_group_name__", "Host Group Name", "主机组名称");
        name("__cloud_monitor_type__", "Cloud Monitor Type", "云监控类型");
    }

    private AnnotationNames() {}

    private static void name(String key, String english, String chinese) {
        NAMES.put(key, new String[] {english, chinese});
    }

    static String shown(String key, Language language) {
        String[] names = NAMES.get(key);
        return names == null ? key : language.pick(names[0], names[1]);
    }
}
