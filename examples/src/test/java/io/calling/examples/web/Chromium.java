package io.calling.examples.web;

import io.calling.examples.hosts.Program;
import io.calling.testkit.await.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chromium with a microphone and a camera that are made up, driven through ChromeDriver.
 *
 * @see <a href="https://www.w3.org/TR/webdriver2/">W3C WebDriver</a>
 */
public final class Chromium implements AutoCloseable {
    private static final List<String> ARGUMENTS =
            List.of(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                    "--use-fake-device-for-media-stream",
                    "--use-fake-ui-for-media-stream",
                    "--autoplay-policy=no-user-gesture-required",
                    "--disable-features=WebRtcHideLocalIpsWithMdns",
                    "--allow-loopback-in-peer-connection");
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\\s*\"([^\"]+)\"");
    private static final Pattern VALUE = Pattern.compile("\"value\":\\s*\"");
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern ELEMENT =
            Pattern.compile("\"element-6066-11e4-a52e-4f735466cecf\":\\s*\"([^\"]+)\"");

    private final Program driver;
    private final String session;

    private Chromium(Program driver, String session) {
        this.driver = driver;
        this.session = session;
    }

    /**
     * Starts one.
     *
     * @param profile a directory for it alone
     */
    public static Chromium open(Path profile) throws IOException, InterruptedException {
        Program driver = driver();
        try {
            Matcher port = PORT.matcher(String.join("\n", driver.output()));
            String base = "http://localhost:" + (port.find() ? port.group(1) : "") + "/session";
            String arguments =
                    ARGUMENTS.stream().map(Chromium::quoted).collect(Collectors.joining(","));
            String options =
                    "{\"capabilities\":{\"alwaysMatch\":{\"goog:chromeOptions\":{\"args\":["
                            + arguments
                            + ","
                            + quoted("--user-data-dir=" + profile)
                            + "]}}}}";
            Matcher id = SESSION.matcher(request("POST", base, options));
            if (!id.find()) {
                throw new IOException("ChromeDriver opened no session");
            }
            return new Chromium(driver, base + "/" + id.group(1));
        } catch (IOException | RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    /** The port that it chooses in one family of addresses may be taken in the other. */
    private static Program driver() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Program driver = Program.start(List.of("chromedriver", "--port=0"));
            try {
                driver.awaitLine("started successfully on port");
                return driver;
            } catch (AssertionError e) {
                driver.close();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static String request(String method, String url, String body) throws IOException {
        HttpURLConnection http = (HttpURLConnection) URI.create(url).toURL().openConnection();
        http.setRequestMethod(method);
        if (!body.isEmpty()) {
            http.setDoOutput(true);
            try (OutputStream out = http.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        boolean failed = http.getResponseCode() >= 400;
        try (var in = failed ? http.getErrorStream() : http.getInputStream()) {
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (failed) {
                throw new IOException("WebDriver refuses " + body + ": " + answer);
            }
            return answer;
        }
    }

    private String post(String path, String body) throws IOException {
        return request("POST", session + path, body);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** The text that an answer holds; pictures are long, so no regular expression reads it. */
    private static String valueOf(String json) {
        Matcher start = VALUE.matcher(json);
        if (!start.find()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (int i = start.end(); json.charAt(i) != '"'; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = json.charAt(++i);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> text.append(escaped);
            }
        }
        return text.toString();
    }

    /** Opens a page. */
    public void go(String url) throws IOException {
        post("/url", "{\"url\":" + quoted(url) + "}");
    }

    /** The value of an expression in the page, as text. */
    public String value(String expression) throws IOException {
        String script = "return String(" + expression + ")";
        String answer = post("/execute/sync", "{\"script\":" + quoted(script) + ",\"args\":[]}");
        return valueOf(answer);
    }

    /** What an element says. */
    public String text(String id) throws IOException {
        return value("document.getElementById('" + id + "').textContent");
    }

    /** Waits until an expression in the page is true. */
    public void await(String condition) {
        boolean held = Eventually.holds(PATIENCE, () -> isTrue(condition));
        if (!held) {
            throw new AssertionError(condition + " did not come true on the page: " + words());
        }
    }

    private boolean isTrue(String condition) {
        try {
            return value("!!(" + condition + ")").equals("true");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String words() {
        try {
            return value("document.body.innerText");
        } catch (IOException e) {
            return "(the page does not answer)";
        }
    }

    /** Waits until an element says something that matches. */
    public void awaitText(String id, String pattern) {
        await("/" + pattern + "/.test(document.getElementById('" + id + "').textContent)");
    }

    private String element(String css) throws IOException {
        Matcher id =
                ELEMENT.matcher(
                        post(
                                "/element",
                                "{\"using\":\"css selector\",\"value\":" + quoted(css) + "}"));
        if (!id.find()) {
            throw new IOException("there is no " + css);
        }
        return "/element/" + id.group(1);
    }

    /** Clicks as a person would: what is hidden or covered cannot be clicked. */
    public void click(String css) throws IOException {
        post(element(css) + "/click", "{}");
    }

    /** Presses and releases keys, one after the other, wherever the focus is. */
    public void press(String... keys) throws IOException {
        String actions =
                Arrays.stream(keys)
                        .map(Chromium::quoted)
                        .map(
                                key ->
                                        "{\"type\":\"keyDown\",\"value\":%s},{\"type\":\"keyUp\",\"value\":%s}"
                                                .formatted(key, key))
                        .collect(Collectors.joining(","));
        post(
                "/actions",
                "{\"actions\":[{\"type\":\"key\",\"id\":\"keyboard\",\"actions\":["
                        + actions
                        + "]}]}");
    }

    /** Types text, wherever the focus is. */
    public void type(String text) throws IOException {
        press(text.codePoints().mapToObj(Character::toString).toArray(String[]::new));
    }

    private void devTools(String command, String parameters) throws IOException {
        post(
                "/goog/cdp/execute",
                "{\"cmd\":" + quoted(command) + ",\"params\":" + parameters + "}");
    }

    /** Sets the width of the page in CSS pixels, and whether the person prefers it dark. */
    public void look(int width, boolean dark) throws IOException {
        height(width, width < 600 ? 844 : 900);
        devTools(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"},{\"name\":\"prefers-reduced-motion\",\"value\":\"reduce\"}]}"
                        .formatted(dark ? "dark" : "light"));
    }

    private void height(int width, int height) throws IOException {
        devTools(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":2,\"mobile\":false}"
                        .formatted(width, height));
    }

    /** The texts that are hard to read, with their contrast; empty if there are none. */
    public String illegible() throws IOException {
        try (InputStream script = Chromium.class.getResourceAsStream("illegible.js")) {
            return value(new String(script.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    /** Keeps a picture of the whole page. */
    public void screenshot(Path file) throws IOException {
        int width = Integer.parseInt(value("innerWidth"));
        int shown = Integer.parseInt(value("innerHeight"));
        int whole = Integer.parseInt(value("document.documentElement.scrollHeight"));
        height(width, Math.max(shown, whole));
        String answer = request("GET", session + "/screenshot", "");
        height(width, shown);
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(valueOf(answer)));
    }

    @Override
    public void close() {
        try {
            request("DELETE", session, "");
        } catch (IOException e) {
            // It has ended by itself; the driver is ended all the same.
        } finally {
            driver.close();
        }
    }
}
