package io.calling.examples.browsercall;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.examples.hosts.Tools;
import io.calling.examples.web.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page as people use it, in Chromium with a made-up camera and microphone: what it says is what
 * the Java side knows. Pictures of each state are kept under {@code target/screenshots}.
 */
class BrowserCallTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int DESKTOP = 1200;
    private static final int PHONE = 390;
    private static final String ENTER = "\uE007";
    private static final String TAB = "\uE004";
    private static final String SPACE = " ";

    @TempDir Path directory;

    @BeforeEach
    void needsABrowser() {
        Tools.require("chromium", "chromedriver");
    }

    private static BrowserCallServer server(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--listen", "127.0.0.1:0", "--no-open"));
        arguments.addAll(List.of(more));
        return BrowserCallServer.start(BrowserCallOptions.parse(arguments), line -> {});
    }

    private Chromium open(BrowserCallServer server, String profile) throws Exception {
        Chromium browser = Chromium.open(directory.resolve(profile));
        browser.look(DESKTOP, false);
        browser.go("http://" + server.address() + "/");
        return browser;
    }

    private static void enter(Chromium browser, String name) throws IOException {
        browser.click("input[name=name]");
        browser.type(name);
        browser.click("#go");
        browser.await("document.querySelector('#people li')");
    }

    /** At a desk and on a phone, by day and by night. */
    private static void picture(Chromium browser, String name) throws IOException {
        for (boolean dark : new boolean[] {false, true}) {
            for (int width : new int[] {DESKTOP, PHONE}) {
                browser.look(width, dark);
                assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s fits into %d pixels", name, width)
                        .isEqualTo("true");
                assertThat(browser.illegible()).as("contrast of %s", name).isEmpty();
                String file = name + "-" + width + (dark ? "-dark" : "") + ".png";
                browser.screenshot(PICTURES.resolve(file));
            }
        }
        browser.look(DESKTOP, false);
    }

    private static void awaitTheCall(Chromium browser) {
        browser.awaitText("status", "^In call$");
        browser.await("document.getElementById('stage').dataset.picture === 'live'");
        browser.await("document.querySelectorAll('#words li').length === 4");
    }

    private static String verdict(Chromium browser) throws IOException {
        return browser.value("document.querySelector('.verdict').textContent");
    }

    private static String facts(Chromium browser) throws IOException {
        return browser.value("document.querySelector('.facts').textContent");
    }

    private static String words(Chromium browser) throws IOException {
        return browser.value(
                "[...document.querySelectorAll('#words li')].map(w => w.textContent).join(' ')");
    }

    private static String pictures(Chromium browser) throws IOException {
        return browser.value(
                "[...document.querySelectorAll('#pictures li')]"
                        + ".map(w => w.firstChild.textContent).join(' ')");
    }

    private static void javaShowsTheSame(Chromium browser) throws IOException {
        assertThat(browser.text("java-words")).isEqualTo(words(browser)).isNotEmpty();
        assertThat(browser.text("java-pictures")).isEqualTo(pictures(browser)).isNotEmpty();
    }

    /** Three seconds of them at least. */
    private static void awaitThePlots(Chromium browser, String container, String... plots) {
        for (String plot : plots) {
            String line =
                    "document.querySelector('#%s [data-plot=%s] path.one')"
                            .formatted(container, plot);
            browser.await("(" + line + ".getAttribute('d') ?? '').split('L').length > 2");
        }
    }

    @Test
    void aPersonCallsJavaByKeyboardAndHidesFromIt() throws Exception {
        try (BrowserCallServer server = server();
                Chromium anna = open(server, "anna")) {
            assertThat(anna.value("document.querySelector('[name=address]:checked').value"))
                    .isEqualTo("hidden");
            picture(anna, "1-decide");
            anna.press(TAB, TAB, TAB, TAB); // from the heading: address, ring, reveal, name
            anna.type("Anna");
            anna.press(ENTER);
            anna.await("document.querySelector('#people li')");
            assertThat(verdict(anna)).isEqualTo("Nobody");
            picture(anna, "2-people");
            anna.press(TAB, TAB, TAB, ENTER); // call me, voice, video
            awaitTheCall(anna);
            anna.awaitText("java-words", "\\S");
            javaShowsTheSame(anna);
            anna.await("document.querySelector('.facts').textContent.includes('own report')");
            assertThat(verdict(anna)).isEqualTo("Only the relay");
            assertThat(facts(anna))
                    .containsPattern("\\d relayed address(es)?, and none that is yours")
                    .contains("candidates relay and relay")
                    .contains("Java sees you at a relayed address")
                    .contains("no address of its machine");
            awaitThePlots(anna, "plots", "delay", "rate", "buffer");
            awaitThePlots(anna, "java-plots", "delay", "rate", "jitter", "loss");
            picture(anna, "3-call");
            anna.click("summary");
            holdAndMute(anna);
            anna.click("#same");
            anna.awaitText("judged", "nobody is in between");
            anna.click("#hang-up");
            anna.awaitText("last", "You hung up");
            assertThat(verdict(anna)).isEqualTo("Nobody");
        }
    }

    /** As negotiated with the other side for every kind of media. */
    private static void awaitDirection(Chromium page, String direction) {
        page.await(
                "document.getElementById('stage').dataset.directions.split(' ').every(d => d === '"
                        + direction
                        + "')");
    }

    private static void holdAndMute(Chromium anna) throws Exception {
        anna.click("#mute");
        anna.awaitText("badge", "You are muted");
        anna.click("#mute");
        anna.click("#hold");
        anna.awaitText("status", "^On hold$");
        assertThat(anna.value("document.getElementById('theirs').muted")).isEqualTo("true");
        awaitDirection(anna, "inactive");
        picture(anna, "4-hold");
        anna.click("#hold");
        anna.awaitText("status", "^In call$");
        awaitDirection(anna, "sendrecv");
        anna.click("#camera");
        anna.awaitText("camera", "Camera on");
        anna.click("#camera");
        anna.awaitText("camera", "Camera off");
    }

    @Test
    void javaCallsAPersonWhoDeclinesAndThenAccepts() throws Exception {
        try (BrowserCallServer server = server();
                Chromium ben = open(server, "ben")) {
            enter(ben, "Ben");
            ben.click("[aria-label='Call me: Java calls you']");
            ben.awaitText("caller", "Java calls you");
            ben.await("document.getElementById('incoming').open");
            assertThat(ben.text("incoming-detail")).contains("will not see your IP address");
            assertThat(ben.text("incoming-rule")).contains("ring for everyone");
            assertThat(ben.value("document.getElementById('mine').srcObject")).isEqualTo("null");
            picture(ben, "5-ringing");
            ben.click("#decline");
            ben.awaitText("last", "You declined a call of Java");
        }
        try (BrowserCallServer server = server();
                Chromium ben = open(server, "ben-again")) {
            enter(ben, "Ben");
            ben.click("[aria-label='Call me: Java calls you']");
            ben.await("document.getElementById('incoming').open");
            ben.press(TAB, TAB, SPACE); // from the caller's name: decline, accept
            awaitTheCall(ben);
            ben.awaitText("java-words", "\\S");
            javaShowsTheSame(ben);
        }
    }

    @Test
    void twoPeopleTalkAndWhoAsksForPrivacyGivesItToBoth() throws Exception {
        try (BrowserCallServer server = server();
                Chromium anna = open(server, "anna");
                Chromium ben = open(server, "ben")) {
            anna.click("[value=shown]");
            enter(anna, "Anna");
            enter(ben, "Ben");
            anna.await("document.querySelector(\"[aria-label='Call Ben with video']\")");
            anna.click("[aria-label='Call Ben with video']");
            ben.await("document.getElementById('incoming').open");
            ben.click("#accept");
            awaitTheCall(anna);
            awaitTheCall(ben);
            assertThat(words(anna)).isEqualTo(words(ben)).isNotEmpty();
            assertThat(pictures(anna)).isEqualTo(pictures(ben)).isNotEmpty();
            anna.await("document.querySelector('.verdict').textContent === 'Only the relay'");
            ben.await("document.querySelector('.verdict').textContent === 'Only the relay'");
            assertThat(anna.value("document.querySelector('.detail').textContent"))
                    .contains("Ben asked for privacy, so you both have it");
            ben.click("#hold");
            anna.awaitText("badge", "Ben holds the call");
            awaitDirection(anna, "inactive");
            anna.click("#hold"); // both hold it, and each takes its own back
            awaitDirection(ben, "inactive");
            ben.click("#hold");
            anna.awaitText("status", "^On hold$");
            awaitDirection(anna, "inactive");
            anna.click("#hold");
            anna.awaitText("status", "^In call$");
            awaitDirection(anna, "sendrecv");
            awaitDirection(ben, "sendrecv");
            ben.click("#hang-up");
            anna.awaitText("last", "Call with Ben: The call is over");
        }
    }

    @Test
    void twoPeopleWhoBothAllowItAreToldThatTheySeeEachOther() throws Exception {
        try (BrowserCallServer server = server();
                Chromium anna = open(server, "anna");
                Chromium ben = open(server, "ben")) {
            anna.click("[value=shown]");
            enter(anna, "Anna");
            ben.click("[value=shown]");
            enter(ben, "Ben");
            anna.await("document.querySelector(\"[aria-label='Call Ben, voice only']\")");
            anna.click("[aria-label='Call Ben, voice only']");
            ben.await("document.getElementById('incoming').open");
            assertThat(ben.text("incoming-detail")).contains("Anna can see your IP address");
            ben.click("#accept");
            anna.awaitText("status", "^In call$");
            anna.await("document.querySelector('.verdict').textContent === 'Ben'");
            ben.await("document.querySelector('.verdict').textContent === 'Anna'");
            assertThat(facts(anna)).contains("direct address");
            anna.await("document.querySelectorAll('#words li').length === 4");
            awaitThePlots(anna, "plots", "delay", "rate");
            assertThat(anna.value("document.getElementById('java-plots').hidden"))
                    .isEqualTo("true");
            picture(anna, "6-seen");
            anna.click("#different");
            anna.awaitText("trouble", "somebody may have been listening");
            assertThat(verdict(anna)).isEqualTo("Ben knows it");
            picture(anna, "7-afterwards");
        }
    }

    @Test
    void whoMayNotRingHearsNothing() throws Exception {
        try (BrowserCallServer server = server();
                Chromium anna = open(server, "anna");
                Chromium ben = open(server, "ben")) {
            enter(anna, "Anna");
            ben.click("[value=nobody]");
            enter(ben, "Ben");
            anna.await("document.querySelector(\"[aria-label='Call Ben, voice only']\")");
            anna.click("[aria-label='Call Ben, voice only']");
            anna.awaitText("status", "Calling…");
            ben.await("document.querySelector(\"[aria-label='Call Anna, voice only']\")");
            assertThat(ben.value("document.getElementById('incoming').open")).isEqualTo("false");
            anna.click("#hang-up");
            anna.awaitText("last", "You hung up");
        }
    }
}
