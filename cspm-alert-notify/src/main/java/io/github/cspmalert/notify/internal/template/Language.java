package io.github.cspmalert.notify.internal.template;

/** The languages that SLS writes its own words in. */
public enum Language {
    ENGLISH,
    CHINESE;

    String pick(String english, String chinese) {
        return this == ENGLISH ? english : chinese;
    }
}
