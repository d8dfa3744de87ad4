package io.github.cspmalert.notify.internal.template;

import java.util.HashMap;
import java.util.Map;

/** What people call the things that logs know by a key, in English and Chinese. */
final class ShownNames {

    /**
     * What {@code annotations_to_list} calls the annotations that SLS itself sets.
     *
     * @see <a href="https://www.alibabacloud.com/help/en/sls/built-in-functions-in-alert-templates">SLS: built-in functions</a>
     */
    static final ShownNames ANNOTATIONS = new ShownNames()
            .with("title", "Title", "标题")
            .with("desc", "Description", "描述")
            .with("anomaly_score", "Anomaly Score", "异常分数")
            .with("job_id", "Task ID", "任务ID")
            .with("model_id", "Model ID", "模型ID")
            .with("severity", "Anomaly Severity", "异常程度")
            .with("__pub_alert_app__", "Application", "应用")
            .with("__pub_alert_protocol__", "Protocol", "协议")
            .with("__pub_alert_region__", "Region", "地域")
            .with("__pub_alert_service__", "Service", "服务")
            .with("__ensure_url__", "Confirm URL", "确认链接")
            .with("__mismatch_url__", "Mismatch URL", "误报链接")
            .with("__plot_image__", "Plot Image", "图像")
            .with("__host_ip__", "Host IP", "主机IP")
            .with("__host_group_name__", "Host Group Name", "主机组名称")
            .with("__cloud_monitor_type__", "Cloud Monitor Type", "云监控类型");

    /**
     * What {@code format_region} calls the regions.
     *
     * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/endpoints">SLS: regions</a>
     */
    static final ShownNames REGIONS = new ShownNames()
            .with("cn-qingdao", "China (Qingdao)", "华北1（青岛）")
            .with("cn-beijing", "China (Beijing)", "华北2（北京）")
            .with("cn-zhangjiakou", "China (Zhangjiakou)", "华北3（张家口）")
            .with("cn-huhehaote", "China (Hohhot)", "华北5（呼和浩特）")
            .with("cn-wulanchabu", "China (Ulanqab)", "华北6（乌兰察布）")
            .with("cn-hangzhou", "China (Hangzhou)", "华东1（杭州）")
            .with("cn-shanghai", "China (Shanghai)", "华东2（上海）")
            .with("cn-nanjing", "China (Nanjing - Local Region)", "华东5（南京-本地地域）")
            .with("cn-fuzhou", "China (Fuzhou - Local Region)", "华东6（福州-本地地域）")
            .with("cn-shenzhen", "China (Shenzhen)", "华南1（深圳）")
            .with("cn-heyuan", "China (Heyuan)", "华南2（河源）")
            .with("cn-guangzhou", "China (Guangzhou)", "华南3（广州）")
            .with("cn-chengdu", "China (Chengdu)", "西南1（成都）")
            .with("cn-hongkong", "China (Hong Kong)", "中国香港")
            .with("ap-southeast-1", "Singapore", "新加坡")
            .with("ap-southeast-3", "Malaysia (Kuala Lumpur)", "马来西亚（吉隆坡）")
            .with("ap-southeast-5", "Indonesia (Jakarta)", "印度尼西亚（雅加达）")
            .with("ap-southeast-6", "Philippines (Manila)", "菲律宾（马尼拉）")
            .with("ap-southeast-7", "Thailand (Bangkok)", "泰国（曼谷）")
            .with("ap-northeast-1", "Japan (Tokyo)", "日本（东京）")
            .with("ap-northeast-2", "South Korea (Seoul)", "韩国（首尔）")
            .with("us-west-1", "US (Silicon Valley)", "美国（硅谷）")
            .with("us-east-1", "US (Virginia)", "美国（弗吉尼亚）")
            .with("eu-central-1", "Germany (Frankfurt)", "德国（法兰克福）")
            .with("eu-west-1", "UK (London)", "英国（伦敦）")
            .with("me-east-1", "UAE (Dubai)", "阿联酋（迪拜）")
            .with("me-central-1", "SAU (Riyadh - Partner Region)", "沙特（利雅得-合作伙伴运营）");

    private record Name(String english, String chinese) {}

    private final Map<String, Name> names = new HashMap<>();

    private ShownNames() {}

    private ShownNames with(String key, String english, String chinese) {
        names.put(key, new Name(english, chinese));
        return this;
    }

    /** {@return the name for a key; the key itself if it has none} */
    String of(String key, Language language) {
        Name name = names.get(key);
        return name == null ? key : language.pick(name.english(), name.chinese());
    }
}
