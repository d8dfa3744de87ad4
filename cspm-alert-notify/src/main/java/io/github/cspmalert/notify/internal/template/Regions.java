package io.github.cspmalert.notify.internal.template;

import java.util.HashMap;
import java.util.Map;

/**
 * What {@code format_region} calls the regions. One that is not here keeps its id.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/endpoints">SLS: regions</a>
 */
final class Regions {

    private static final Map<String, String[]> NAMES = new HashMap<>();

    static {
        name("cn-qingdao", "China (Qingdao)", "华北1（青岛）");
        name("cn-beijing", "China (Beijing)", "华北2（北京）");
        name("cn-zhangjiakou", "China (Zhangjiakou)", "华北3（张家口）");
        name("cn-huhehaote", "China (Hohhot)", "华北5（呼和浩特）");
        name("cn-wulanchabu", "China (Ulanqab)", "华北6（乌兰察布）");
        name("cn-hangzhou", "China (Hangzhou)", "华东1（杭州）");
        name("cn-shanghai", "China (Shanghai)", "华东2（上海）");
        name("cn-nanjing", "China (Nanjing - Local Region)", "华东5（南京-本地地域）");
        name("cn-fuzhou", "China (Fuzhou - Local Region)", "华东6（福州-本地地域）");
        name("cn-shenzhen", "China (Shenzhen)", "华南1（深圳）");
        name("cn-heyuan", "China (Heyuan)", "华南2（河源）");
        name("cn-guangzhou", "China (Guangzhou)", "华南3（广州）");
        name("cn-chengdu", "China (Chengdu)", "西南1（成都）");
        name("cn-hongkong", "China (Hong Kong)", "中国香港");
        name("ap-southeast-1", "Singapore", "新加坡");
        name("ap-southeast-3", "Malaysia (Kuala Lumpur)", "马来西亚（吉隆坡）");
        name("ap-southeast-5", "Indonesia (Jakarta)", "印度尼西亚（雅加达）");
        name("ap-southeast-6", "Philippines (Manila)", "菲律宾（马尼拉）");
        name("ap-southeast-7", "Thailand (Bangkok)", "泰国（曼谷）");
        name("ap-northeast-1", "Japan (Tokyo)", "日本（东京）");
        name("ap-northeast-2", "South Korea (Seoul)", "韩国（首尔）");
        name("us-west-1", "US (Silicon Valley)", "美国（硅谷）");
        name("us-east-1", "US (Virginia)", "美国（弗吉尼亚）");
        name("eu-central-1", "Germany (Frankfurt)", "德国（法兰克福）");
        name("eu-west-1", "UK (London)", "英国（伦敦）");
        name("me-east-1", "UAE (Dubai)", "阿联酋（迪拜）");
        name("me-central-1", "SAU (Riyadh - Partner Region)", "沙特（利雅得-合作伙伴运营）");
    }

    private Regions() {}

    private static void name(String id, String english, String chinese) {
        NAMES.put(id, new String[] {english, chinese});
    }

    static String shown(String id, Language language) {
        String[] names = NAMES.get(id);
        return names == null ? id : language.pick(names[0], names[1]);
    }
}
