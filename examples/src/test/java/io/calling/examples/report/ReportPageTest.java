package io.calling.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportPageTest {
    private final CallReport report = SampleReport.report(new Random(7));
    private final String page = new ReportPage(report).html();

    @Test
    void needsNoOtherFile() {
        assertThat(page).doesNotContain("http:", "https:", "url(", "@import", "<script", "<link");
        assertThat(Pattern.compile("\\b(src|href)\\s*=\\s*\"(?!data:)").matcher(page).find())
                .isFalse();
        assertThat(page).contains("default-src 'none'");
    }

    @Test
    void tellsTheWholeStory() {
        assertThat(page).contains(Html.escape(report.headline()), Html.escape(report.note()));
        report.steps().forEach(step -> assertThat(page).contains(Html.escape(step.words())));
        report.security().forEach(fact -> assertThat(page).contains(fact.value()));
        report.parties()
                .forEach(
                        party -> {
                            assertThat(page).contains(Html.escape(party.evidence()));
                            assertThat(page).contains(party.fingerprint());
                        });
    }

    @Test
    void suitsPhonesAndBothColourSchemes() {
        assertThat(page)
                .contains(
                        "width=device-width",
                        "prefers-color-scheme: dark",
                        "@media (max-width: 40rem)");
    }

    @Test
    void escapesWhatItIsTold() {
        CallReport hostile =
                new CallReport(
                        report.when(),
                        false,
                        "<script>alert('x')</script> & \"more\" 100%",
                        "%s",
                        "turn:<b>",
                        report.steps(),
                        report.parties(),
                        report.voices(),
                        report.security());
        assertThat(new ReportPage(hostile).html())
                .doesNotContain("<script", "turn:<b>")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;");
    }

    @Test
    void drawsWellFormedGraphics() throws Exception {
        Pattern svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);
        List<String> drawings = svg.matcher(page).results().map(found -> found.group()).toList();
        assertThat(drawings).hasSizeGreaterThan(6);
        for (String drawing : drawings) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(drawing)));
            assertThat(drawing).doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void drawsACallInWhichNothingWasHeard() {
        PacketSeries nothing = new PacketSeries(List.of(), List.of(), "one-way delay");
        Waveform silence = Waveform.of(new short[0], 48_000);
        CallReport.Voice voice =
                new CallReport.Voice("Alice", "Bob", silence, silence, "", 0, nothing, List.of());
        CallReport empty =
                new CallReport(
                        report.when(),
                        false,
                        "Nothing was heard.",
                        "",
                        "none",
                        List.of(),
                        List.of(),
                        List.of(voice),
                        List.of());
        assertThat(new ReportPage(empty).html()).doesNotContain("NaN", "Infinity");
    }
}
