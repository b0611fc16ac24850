package io.calling.srtp;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Fuzz targets for Jazzer. In a build they run on the seeds alone; {@code JAZZER_FUZZ=1} lets one
 * of them search for {@code maxDuration}.
 */
class SrtpFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void srtp(byte[] bytes) {
        FuzzTargets.unprotectRtp(bytes);
    }

    @FuzzTest(maxDuration = "10m")
    void srtcp(byte[] bytes) {
        FuzzTargets.unprotectRtcp(bytes);
    }

    @FuzzTest(maxDuration = "10m")
    void roundTrip(byte[] bytes) {
        FuzzTargets.roundTrip(bytes);
    }
}
