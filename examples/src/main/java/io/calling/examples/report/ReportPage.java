package io.calling.examples.report;

import io.calling.examples.report.CallReport.Disclosure;
import io.calling.examples.report.CallReport.Fact;
import io.calling.examples.report.CallReport.Party;
import io.calling.examples.report.CallReport.Voice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Turns a {@link CallReport} into one page of HTML without script and without any other file. */
public final class ReportPage {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final CallReport report;

    /** A page about one call. */
    public ReportPage(CallReport report) {
        this.report = report;
    }

    /** The page. */
    public String html() {
        return new Html()
                .raw(head())
                .raw(headline())
                .raw("<main>")
                .raw(figures())
                .raw(section("Who saw what", "seen", new PathDiagram(report).html()))
                .raw(section("Setting up", "setup", new Timeline(report.steps()).html()))
                .raw(section("What was said, and what was heard", "voices", voices()))
                .raw(section("How the packets travelled", "packets", packets()))
                .raw(section("What was measured while it lasted", "measured", courses()))
                .raw(section("What was disclosed to whom", "disclosed", disclosures()))
                .raw(section("Encryption", "encryption", encryption()))
                .add("</main><footer><p>%s</p></footer></body></html>", report.note())
                .toString();
    }

    private static String head() {
        return new Html()
                .raw("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
                .raw(
                        " style-src 'unsafe-inline'; media-src data:\"><title>A private call</title><style>")
                .raw(style())
                .raw("</style></head><body>")
                .toString();
    }

    private static String style() {
        try (InputStream css = ReportPage.class.getResourceAsStream("call-report.css")) {
            if (css == null) {
                throw new IllegalStateException("call-report.css is not on the class path");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String headline() {
        return new Html()
                .add("<header class=\"%s\">", report.verified() ? "good" : "bad")
                .raw(Icons.shield(report.verified()))
                .add(
                        "<div><p class=\"kicker\">A private call &middot; %s</p><h1>%s</h1></div>",
                        WHEN.format(report.when()), report.headline())
                .raw("</header>")
                .toString();
    }

    private static String section(String title, String id, String content) {
        return new Html()
                .add("<section id=\"%s\"><h2>%s</h2>", id, title)
                .raw(content)
                .raw("</section>")
                .toString();
    }

    private String figures() {
        return new Figures(report).html();
    }

    private String voices() {
        Html html = new Html();
        for (Voice voice : report.voices()) {
            WaveformChart chart = new WaveformChart(voice.sent(), voice.heard());
            html.add("<figure class=\"%s\">", css(voice.speaker()))
                    .add(
                            "<figcaption><span><i class=\"key sent\"></i>%s said"
                                    + "<i class=\"key heard\"></i>%s heard</span>"
                                    + "<span class=\"number\">%.3f alike</span></figcaption>",
                            voice.speaker(), voice.listener(), voice.correlation())
                    .raw("<div class=\"plot\">")
                    .raw(chart.svg(voice.speaker() + " said, " + voice.listener() + " heard"))
                    .raw("</div>")
                    .raw(TimeAxis.below(chart.seconds()))
                    .add(
                            "<audio controls preload=\"none\" aria-label=\"What %s heard\""
                                    + " src=\"data:audio/wav;base64,%s\"></audio></figure>",
                            voice.listener(), voice.audio());
        }
        return html.raw(
                        "<p class=\"aside\">Alike: the normalised correlation of what was heard with"
                                + " the same speech, coded and decoded without a network.</p>")
                .toString();
    }

    private String packets() {
        Html html = new Html();
        for (Voice voice : report.voices()) {
            DelayChart chart = new DelayChart(voice.packets());
            html.add("<figure class=\"scaled %s\">", css(voice.speaker()))
                    .add(
                            "<figcaption><span><b class=\"who\">%s</b> to <b>%s</b>, %s</span>"
                                    + "<span class=\"number\">%d of %d lost</span></figcaption>",
                            voice.speaker(),
                            voice.listener(),
                            voice.packets().measure(),
                            voice.packets().lost(),
                            voice.packets().sent())
                    .raw("<div class=\"plot\">")
                    .raw(chart.svg("Delay of packets from " + voice.speaker()))
                    .raw(chart.labels())
                    .raw("</div>")
                    .raw(TimeAxis.below(chart.seconds()))
                    .raw("</figure>");
        }
        return html.toString();
    }

    private String courses() {
        Html html = new Html();
        for (Voice voice : report.voices()) {
            double seconds = voice.courses().stream().mapToDouble(Course::seconds).max().orElse(0);
            html.add(
                    "<div class=\"%s\"><h3>%s heard %s</h3></div>",
                    css(voice.listener()), voice.listener(), voice.speaker());
            for (Course course : voice.courses()) {
                CourseChart chart = new CourseChart(course, seconds);
                html.add("<figure class=\"scaled %s\">", css(voice.listener()))
                        .add(
                                "<figcaption><span>%s</span>"
                                        + "<span class=\"number\">median %.1f %s</span>"
                                        + "</figcaption>",
                                course.name(), course.median(), course.unit())
                        .raw("<div class=\"plot\">")
                        .raw(chart.svg(course.name() + " at " + voice.listener()))
                        .raw(chart.labels())
                        .raw("</div>")
                        .raw(TimeAxis.below(Math.max(0.02, seconds)))
                        .raw("</figure>");
            }
        }
        return html.raw(
                        "<p class=\"aside\">From the statistics of each agent, in the shape of W3C"
                                + " webrtc-stats; the delay there and back is measured every few"
                                + " seconds.</p>")
                .toString();
    }

    private String disclosures() {
        Html html = new Html();
        for (Party party : report.parties()) {
            html.add("<div class=\"%s\"><h3 class=\"who\">%s</h3>", css(party.name()), party.name())
                    .raw("<div class=\"scroll\"><table><thead><tr><th>To</th><th>What</th>")
                    .raw("<th>Value</th><th>When</th></tr></thead><tbody>");
            party.disclosures().forEach(disclosure -> row(html, disclosure));
            html.raw("</tbody></table></div></div>");
        }
        return html.toString();
    }

    private static void row(Html html, Disclosure disclosure) {
        html.add(
                "<tr><td>%s</td><td>%s</td><td><code>%s</code></td><td>%s</td></tr>",
                disclosure.audience(), disclosure.what(), disclosure.value(), disclosure.when());
    }

    private String encryption() {
        Html html = new Html().raw("<dl>");
        for (Fact fact : report.security()) {
            html.add("<dt>%s</dt><dd>%s</dd>", fact.name(), fact.value());
        }
        html.raw("</dl><div class=\"columns\">");
        for (Party party : report.parties()) {
            html.add("<div class=\"%s\"><h3 class=\"who\">%s</h3>", css(party.name()), party.name())
                    .raw(FingerprintTiles.svg(party.fingerprint()))
                    .add("<p class=\"fingerprint\">%s</p></div>", party.fingerprint());
        }
        return html.raw("</div>").toString();
    }

    static String css(String party) {
        return party.toLowerCase(Locale.ROOT);
    }
}
