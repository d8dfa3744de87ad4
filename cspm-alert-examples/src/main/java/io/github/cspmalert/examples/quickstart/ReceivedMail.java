package io.github.cspmalert.examples.quickstart;

import java.util.Map;

/**
 * A mail as it arrived.
 *
 * @param eml the whole of it
 * @param headers its headers, decoded
 * @param text its text part
 * @param html its HTML part
 */
record ReceivedMail(byte[] eml, Map<String, String> headers, String text, String html) {}
