package io.github.cspmalert.sls.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Operator;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.definition.policy.Period;
import io.github.cspmalert.definition.policy.PolicyStatement;
import io.github.cspmalert.definition.policy.Stop;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.recipient.WebhookType;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.SendType;
import io.github.cspmalert.sls.internal.json.JsonMerge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every definition that a new record is made of is read back from it as it was, and nothing of it is told as left out. */
class RecordRoundTripTest {

    private static final int TIMES = 500;

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String[] TEXTS = {
        "a", "小", "\"", "'", "\\", "#", ")\"", "{{ x }}", "${y}", " ", "\\u0022", "é", "\uD83D\uDE00", "</b>", ",", "0"
    };

    private record Kind<T>(Function<Random, T> value, Function<T, Wire> encode, Function<JsonNode, Decoded<T>> decode) {

        void check(Random random, long seed) {
            T value = this.value.apply(random);
            Wire wire = encode.apply(value);
            JsonNode record = json(JsonMerge.create(wire.managed(), wire.creation()));

            Decoded<T> decoded = decode.apply(record);

            assertThat(decoded).as("seed %d: %s", seed, record).isEqualTo(new Decoded<>(value, List.of()));
        }
    }

    static Stream<Named<Kind<?>>> kinds() {
        return Stream.of(
                Named.of("user", new Kind<>(RecordRoundTripTest::user, UserCodec::encode, UserCodec::decode)),
                Named.of(
                        "group",
                        new Kind<>(RecordRoundTripTest::group, UserGroupCodec::encode, UserGroupCodec::decode)),
                Named.of(
                        "webhook",
                        new Kind<>(RecordRoundTripTest::webhook, WebhookCodec::encode, WebhookCodec::decode)),
                Named.of(
                        "template",
                        new Kind<>(
                                RecordRoundTripTest::template,
                                ContentTemplateCodec::encode,
                                ContentTemplateCodec::decode)),
                Named.of(
                        "action policy",
                        new Kind<>(
                                RecordRoundTripTest::actionPolicy,
                                ActionPolicyCodec::encode,
                                ActionPolicyCodec::decode)),
                Named.of(
                        "alert policy",
                        new Kind<>(
                                RecordRoundTripTest::alertPolicy, AlertPolicyCodec::encode, AlertPolicyCodec::decode)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void newRecord_ofRandomDefinitions_readsBackTheSame(Kind<?> kind) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < TIMES; i++) {
            kind.check(random, seed);
        }
    }

    private static User user(Random random) {
        User.Builder user = User.builder(id(random))
                .name(text(random))
                .enabled(random.nextBoolean())
                .smsEnabled(random.nextBoolean())
                .voiceEnabled(random.nextBoolean());
        for (String name : some(random, "a", "b+c", "小")) {
            user.addEmail(name + "@example.com");
        }
        return random.nextBoolean()
                ? user.build()
                : user.phone("" + random.nextInt(9_999), "0133").build();
    }

    private static UserGroup group(Random random) {
        return new UserGroup(id(random), text(random), random.nextBoolean(), some(random, "a", "b.c", "D-1"));
    }

    private static Webhook webhook(Random random) {
        WebhookType type = one(random, WebhookType.values());
        Webhook.Builder webhook = Webhook.builder(id(random), type, "https://a.example/?x=" + random.nextInt())
                .name(text(random));
        if (type == WebhookType.CUSTOM) {
            webhook.method(one(random, "GET", "POST", "DELETE", "PUT", "OPTIONS"));
            some(random, "Content-Type", "x-a", "x-b").forEach(header -> webhook.addHeader(header, "v" + text(random)));
        } else if (type == WebhookType.DINGTALK || type == WebhookType.LARK) {
            some(random, "SECx").forEach(webhook::signingSecret);
        }
        return webhook.build();
    }

    private static ContentTemplate template(Random random) {
        ContentTemplate.Builder template = ContentTemplate.builder(id(random)).name(text(random));
        template.locale(one(random, ContentLocale.values())).email(text(random), text(random) + "\n<b>");
        for (Channel channel : some(random, Channel.SMS, Channel.VOICE, Channel.MESSAGE_CENTER)) {
            template.content(channel, ContentFormat.TEXT, "", text(random));
        }
        template.locale(one(random, ContentLocale.values()));
        for (Channel channel :
                some(random, Channel.DINGTALK, Channel.WECHAT, Channel.LARK, Channel.SLACK, Channel.EVENT_BRIDGE)) {
            template.content(channel, ContentFormat.TEXT, text(random), text(random));
        }
        for (Channel channel : some(random, Channel.WEBHOOK, Channel.FUNCTION_COMPUTE)) {
            template.request(channel, one(random, SendType.values()), random.nextInt(3), text(random));
        }
        return template.build();
    }

    private static ActionPolicy actionPolicy(Random random) {
        ActionPolicy.Builder policy = ActionPolicy.builder(id(random))
                .name(text(random))
                .escalation(Escalation.after(time(random), time(random), time(random)));
        statements(random, 3).forEach(policy::addStatement);
        if (random.nextBoolean()) {
            // A list of its own: the first one once more is read as none.
            policy.addSecondary(new Stop());
            statements(random, 2).forEach(policy::addSecondary);
            policy.addSecondary(action(random));
        }
        return policy.build();
    }

    private static List<PolicyStatement> statements(Random random, int depth) {
        List<PolicyStatement> statements = new ArrayList<>(List.of(action(random)));
        if (depth > 0 && random.nextBoolean()) {
            statements.add(new Branch(condition(random, depth), statements(random, depth - 1)));
        }
        if (random.nextInt(4) == 0) {
            statements.add(new Stop());
        }
        return statements;
    }

    private static Action action(Random random) {
        if (random.nextBoolean()) {
            Channel channel = one(random, WebhookType.values()).channel();
            return finish(random, Action.builder(channel).webhook("w" + text(random)));
        }
        return finish(
                random,
                Action.builder(one(random, Channel.EMAIL, Channel.SMS, Channel.VOICE))
                        .users("u" + text(random))
                        .groups(some(random, "g", "h" + text(random)).toArray(String[]::new))
                        .oncallGroups(some(random, "o", "p" + text(random)).toArray(String[]::new)));
    }

    private static Action finish(Random random, Action.Builder action) {
        return action.template("t" + text(random))
                .period(one(random, Period.values()))
                .build();
    }

    private static AlertCondition condition(Random random, int depth) {
        if (depth > 0 && random.nextBoolean()) {
            return new AlertCondition.Combination(
                    random.nextBoolean(), List.of(condition(random, depth - 1), condition(random, depth - 1)));
        }
        AlertField field = one(random, AlertField.SEVERITY, AlertField.STATUS, AlertField.label("team"));
        var subject = random.nextBoolean() ? AlertCondition.any(field) : AlertCondition.all(field);
        Operator operator = one(random, Operator.values());
        return random.nextBoolean()
                ? subject.is(operator, text(random).replace("\"", "or"))
                : subject.is(operator, one(random, 0L, 8L, -1L, random.nextLong(), Long.MIN_VALUE, Long.MAX_VALUE));
    }

    private static AlertPolicy alertPolicy(Random random) {
        AlertPolicy.Builder policy = AlertPolicy.builder(id(random))
                .name(text(random))
                .actionPolicy(id(random))
                .mergeBy(some(random, MergeField.values()).toArray(MergeField[]::new))
                .groupWait(Duration.ofSeconds(1 + random.nextInt(100_000)))
                .groupInterval(Duration.ofMinutes(1 + random.nextInt(100)))
                .repeatInterval(Duration.ofHours(1 + random.nextInt(100)));
        some(random, "sls.root").forEach(policy::parent);
        if (random.nextBoolean()) {
            policy.mergeByAllLabels(false)
                    .mergeByLabels(some(random, "app", "_x", "Team2").toArray(String[]::new));
        }
        return policy.build();
    }

    private static @Nullable Duration time(Random random) {
        return random.nextBoolean() ? null : Duration.ofSeconds(1 + random.nextInt(100_000));
    }

    private static String id(Random random) {
        return one(random, "a", "Ops.Team", "x_1-") + random.nextInt(1_000);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(one(random, TEXTS));
        }
        return text.toString();
    }

    @SafeVarargs
    private static <T> T one(Random random, T... all) {
        return all[random.nextInt(all.length)];
    }

    @SafeVarargs
    private static <T> List<T> some(Random random, T... all) {
        List<T> some = new ArrayList<>();
        for (T each : all) {
            if (random.nextBoolean()) {
                some.add(each);
            }
        }
        Collections.shuffle(some, random);
        return some;
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
