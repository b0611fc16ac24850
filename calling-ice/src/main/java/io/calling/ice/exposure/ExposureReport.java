package io.calling.ice.exposure;

import java.util.List;

/**
 * The account of one call at one moment: what was disclosed to whom.
 *
 * @param exposures in the order in which they were first made
 * @param overflowed disclosures that the ledger had no room for
 */
public record ExposureReport(List<Exposure> exposures, long overflowed) {

    /** Copies the list. */
    public ExposureReport {
        exposures = List.copyOf(exposures);
    }

    /** What one audience learnt. */
    public List<Exposure> to(Audience audience) {
        return exposures.stream().filter(e -> e.audience() == audience).toList();
    }

    /** Whether an audience learnt an address that locates this host. */
    public boolean locatesYouFor(Audience audience) {
        return exposures.stream()
                .anyMatch(e -> e.audience() == audience && e.subject().locatesYou());
    }

    /**
     * The same for readers who must not learn from the account what the account is about: values
     * that locate this host are withheld.
     */
    public ExposureReport withoutYourAddresses() {
        return new ExposureReport(
                exposures.stream()
                        .map(e -> e.subject().locatesYou() ? e.withholding() : e)
                        .toList(),
                overflowed);
    }

    /** The report in words, one paragraph for each audience; it contains the addresses. */
    public String toText() {
        return ExposureText.of(this);
    }

    /** The report as one JSON object (RFC 8259); it contains the addresses. */
    public String toJson() {
        return ExposureJson.of(this);
    }

    /** The number of entries only. */
    @Override
    public String toString() {
        return "ExposureReport[" + exposures.size() + " entries]";
    }
}
