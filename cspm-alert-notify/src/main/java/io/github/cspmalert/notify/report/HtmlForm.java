package io.github.cspmalert.notify.report;

import io.github.cspmalert.notify.internal.html.HtmlEntities;
import io.github.cspmalert.state.SourceState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the ledger as a page. Its text, style and script are resources; style and script are the same in each page, as is the text
 * in each of its language; the ledger stands in it as
 * JSON in a block of data, which the script shows as text and never as markup. The page's policy permits this script and this
 * style by their hashes, and nothing else: no other script, and no request to anywhere.
 */
final class HtmlForm {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(=?)([^{}]+)}}");
    private static final String PAGE = resource("page.html");
    private static final String STYLE = resource("page.css");
    private static final String SCRIPT =
            "'use strict';\n" + resource("page.js") + resource("figures.js") + resource("table.js");
    private static final String POLICY =
            "default-src 'none'; script-src '%s'; style-src '%s'; img-src data:;".formatted(hash(SCRIPT), hash(STYLE))
                    + " base-uri 'none'; form-action 'none'";

    private final ReportSettings settings;

    HtmlForm(ReportSettings settings) {
        this.settings = settings;
    }

    void write(OutputStream out) throws IOException {
        Instant now = settings.now();
        LedgerReader reader = new LedgerReader(settings);
        WaiverUse waivers = new WaiverUse(settings.waivers(), now);
        Map<String, SourceState> sources = reader.sources();
        Figures figures = new Figures(sources, now);
        Rows rows = new Rows(settings.maxFindings(), now.minus(settings.closedWithin()));
        reader.findings(waivers, entry -> {
            figures.add(entry);
            rows.offer(Row.of(entry, figures.newsOf(entry.finding())));
        });
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        fill(writer, new PageData(settings, sources, figures, waivers, rows));
        writer.flush();
    }

    private void fill(Writer writer, PageData data) throws IOException {
        Matcher place = PLACE.matcher(PAGE);
        int from = 0;
        while (place.find()) {
            writer.write(PAGE, from, place.start() - from);
            switch (place.group(1).isEmpty() ? place.group(2) : "=") {
                case "=" -> writer.write(HtmlEntities.escape(settings.words().of(place.group(2))));
                case "lang" -> writer.write(settings.words().language());
                case "policy" -> writer.write(POLICY);
                case "title" -> writer.write(HtmlEntities.escape(settings.title()));
                case "style" -> writer.write(STYLE);
                case "script" -> writer.write(SCRIPT);
                case "data" -> data.write(writer);
                default -> throw new IllegalStateException("the page has no " + place.group());
            }
            from = place.end();
        }
        writer.write(PAGE, from, PAGE.length() - from);
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JVM has SHA-256", e);
        }
    }

    // Line ends as browsers see them, since they hash what they see.
    private static String resource(String name) {
        try (InputStream in = HtmlForm.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("'%s' of the page cannot be read".formatted(name), e);
        }
    }
}
