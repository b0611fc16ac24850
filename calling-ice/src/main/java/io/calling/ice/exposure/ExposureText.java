package io.calling.ice.exposure;

import java.util.List;

/** Writes a report in words. */
final class ExposureText {
    private ExposureText() {}

    static String of(ExposureReport report) {
        StringBuilder text = new StringBuilder();
        for (Audience audience : Audience.values()) {
            paragraph(text, audience, report.to(audience));
        }
        if (report.overflowed() > 0) {
            text.append(report.overflowed()).append(" more disclosures had no room here.\n");
        }
        return text.toString();
    }

    private static void paragraph(StringBuilder text, Audience audience, List<Exposure> learnt) {
        text.append(audience.words());
        if (learnt.isEmpty()) {
            text.append(" learnt nothing.\n");
            return;
        }
        text.append(" learnt:\n");
        learnt.forEach(exposure -> line(text, exposure));
    }

    private static void line(StringBuilder text, Exposure exposure) {
        text.append("  ").append(exposure.subject().words());
        text.append(", ").append(exposure.value());
        text.append(", by ").append(exposure.by());
        text.append(", while ").append(exposure.phase().words());
        text.append(", at ").append(exposure.first());
        if (exposure.times() > 1) {
            text.append(" and ").append(exposure.times() - 1).append(" more times until ");
            text.append(exposure.last());
        }
        text.append('\n');
    }
}
