package io.github.cspmalert.notify.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A headless Chromium with its driver, both found on the {@code PATH}.
 *
 * @see <a href="https://www.w3.org/TR/webdriver2/">WebDriver</a>
 */
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Process driver, String root, JsonNode capabilities) {
        this.driver = driver;
        this.session = root + "/session/"
                + call("POST", root + "/session", capabilities).get("sessionId").asText();
    }

    static Browser start() throws IOException {
        Path chromium = find("chromium", "chromium-browser", "google-chrome");
        Path chromedriver = find("chromedriver", "chromium.chromedriver");
        Process driver = new ProcessBuilder(chromedriver.toString(), "--port=0")
                .redirectErrorStream(true)
                .start();
        try {
            return new Browser(driver, "http://127.0.0.1:" + port(driver), capabilities(chromium));
        } catch (IOException | RuntimeException | Error e) {
            driver.destroy();
            throw e;
        }
    }

    private static Path find(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no %s on the PATH; install Chromium and its driver (Debian:"
                                + " chromium, chromium-driver)".formatted(String.join(" or ", names))));
    }

    private static String port(Process driver) throws IOException {
        BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8);
        String line;
        while ((line = lines.readLine()) != null) {
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        throw new IOException("the driver has ended without naming its port");
    }

    private static JsonNode capabilities(Path chromium) {
        List<String> arguments = new ArrayList<>(List.of(
                "--headless",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--window-size=1200,900"));
        if (System.getProperty("user.name").equals("root")) {
            // Its sandbox refuses to work for root, as whom builds in containers run.
            arguments.add("--no-sandbox");
        }
        return JSON.valueToTree(Map.of(
                "capabilities",
                Map.of(
                        "alwaysMatch",
                        Map.of(
                                "unhandledPromptBehavior", "ignore",
                                "goog:loggingPrefs", Map.of("performance", "ALL", "browser", "ALL"),
                                "goog:chromeOptions", Map.of("binary", chromium.toString(), "args", arguments)))));
    }

    void open(Path file) {
        post("/url", Map.of("url", file.toUri().toString()));
    }

    /** Runs a script in the page; it waits for a promise if the script returns one. */
    JsonNode run(String script, Object... arguments) {
        return post("/execute/sync", Map.of("script", script, "args", List.of(arguments)));
    }

    String text(String selector) {
        return run("return document.querySelector(arguments[0]).textContent", selector)
                .asText();
    }

    List<String> texts(String selector) {
        return strings(
                run("return [...document.querySelectorAll(arguments[0])].map(each => each.textContent)", selector));
    }

    /** Clicks as a person does, at a place of the screen. */
    void click(String selector) {
        post("/element/" + element(selector) + "/click", Map.of());
    }

    /** Types as a person does, key by key. */
    void type(String selector, String text) {
        post("/element/" + element(selector) + "/value", Map.of("text", text));
    }

    /** Chooses an option of a list by its text. */
    void choose(String selector, String option) {
        JsonNode options = post(
                "/element/" + element(selector) + "/elements",
                Map.of("using", "xpath", "value", "./option[normalize-space()='" + option + "']"));
        post("/element/" + options.get(0).get(ELEMENT).asText() + "/click", Map.of());
    }

    private String element(String selector) {
        return post("/element", Map.of("using", "css selector", "value", selector))
                .get(ELEMENT)
                .asText();
    }

    /** {@return the addresses that the page asked for since this was called last} */
    List<String> requests() {
        List<String> addresses = new ArrayList<>();
        for (JsonNode entry : post("/se/log", Map.of("type", "performance"))) {
            JsonNode message = parse(entry.get("message").asText()).get("message");
            if (message.get("method").asText().equals("Network.requestWillBeSent")) {
                addresses.add(message.get("params").get("request").get("url").asText());
            }
        }
        return addresses;
    }

    /** {@return what the page complained of since this was called last: errors of scripts and breaches of its policy} */
    List<String> complaints() {
        List<String> messages = new ArrayList<>();
        post("/se/log", Map.of("type", "browser"))
                .forEach(entry -> messages.add(entry.get("message").asText()));
        return messages;
    }

    /** Calls a command of the browser itself. */
    void command(String name, Map<String, ?> parameters) {
        post("/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
    }

    void screen(int width, int height, String scheme) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void screenshot(Path file) throws IOException {
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(call("GET", session + "/screenshot", null).asText()));
    }

    @Override
    public void close() {
        try {
            call("DELETE", session, null);
        } finally {
            driver.destroy();
        }
    }

    private JsonNode post(String path, Map<String, ?> body) {
        return call("POST", session + path, JSON.valueToTree(body));
    }

    private JsonNode call(String method, String address, JsonNode body) {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode value = parse(response.body()).get("value");
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the browser says %s: %s"
                        .formatted(
                                value.path("error").asText(),
                                value.path("message").asText()));
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the browser worked", e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(each -> strings.add(each.asText()));
        return strings;
    }
}
