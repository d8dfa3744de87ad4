package io.github.cspmalert.definition.recipient;

import io.github.cspmalert.internal.Checks;

/**
 * A telephone number.
 *
 * @param countryCode the country code without {@code +}, such as {@code 86}; 1 to 4 digits
 * @param number the number without the country code; 1 to 20 digits
 */
public record PhoneNumber(String countryCode, String number) {

    /**
     * Checks the parts.
     *
     * @param countryCode the country code without {@code +}
     * @param number the number without the country code
     * @throws IllegalArgumentException if one of them has another form
     */
    public PhoneNumber {
        if (!countryCode.matches("\\d{1,4}")) {
            throw new IllegalArgumentException("countryCode must be 1 to 4 digits without '+', such as 86, but is '%s'"
                    .formatted(Checks.printable(countryCode)));
        }
        if (!number.matches("\\d{1,20}")) {
            // The number is not shown: it is personal data.
            throw new IllegalArgumentException(
                    "number must be 1 to 20 digits without the country code; leave out blanks and signs");
        }
    }

    /** {@return the number as it is dialled from abroad, such as {@code +8613300000000}} */
    @Override
    public String toString() {
        return "+" + countryCode + number;
    }
}
