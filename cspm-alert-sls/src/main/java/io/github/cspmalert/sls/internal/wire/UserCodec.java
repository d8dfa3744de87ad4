package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.recipient.PhoneNumber;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.sls.internal.json.JsonText;

/** Users as the service keeps them. Only mail addresses and telephone numbers are written: the service has no others. */
final class UserCodec {

    private UserCodec() {}

    /** {@return how a user is written} */
    static Wire encode(User user) {
        ObjectNode json =
                JsonText.object().put("user_id", user.id()).put("user_name", ShownNames.write(user.id(), user.name()));
        user.emails().forEach(json.putArray("email")::add);
        json.put("country_code", user.phone().map(PhoneNumber::countryCode).orElse(""))
                .put("phone", user.phone().map(PhoneNumber::number).orElse(""))
                .put("enabled", user.enabled())
                .put("sms_enabled", user.smsEnabled())
                .put("voice_enabled", user.voiceEnabled());
        return new Wire(json, JsonText.object());
    }

    /** {@return the user that a value is} */
    static Decoded<User> decode(JsonNode value) {
        return Reading.of(value, UserCodec::read);
    }

    private static User read(JsonView json) {
        String id = json.text("user_id");
        User.Builder user = User.builder(id)
                .enabled(json.bool("enabled", true))
                .smsEnabled(json.bool("sms_enabled", false))
                .voiceEnabled(json.bool("voice_enabled", false));
        ShownNames.read(json, "user_name", id, user::name);
        for (String address : json.texts("email")) {
            Reading.attempt(
                    json, "email", "has an invalid address, or one address twice", () -> user.addEmail(address));
        }
        String countryCode = json.text("country_code");
        String phone = json.text("phone");
        if (!phone.isEmpty()) {
            if (!Reading.attempt(
                    json,
                    "phone",
                    "is not a telephone number with a country code",
                    () -> user.phone(countryCode, phone))) {
                json.unused("is left out with its telephone number", "country_code");
            }
        } else if (!countryCode.isEmpty()) {
            json.leaveOut("country_code", "is set without a telephone number");
        }
        return user.build();
    }
}
