package io.calling.srtp;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Fuzz targets for Jazzer. In a build they run on the seeds alone; {@code JAZZER_FUZZ=1} lets one
 * of them search for {@code maxDuration}.
 */
class DtlsFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void datagram(byte[] bytes) {
        FuzzTargets.datagram(bytes);
    }

    @FuzzTest(maxDuration = "10m")
    void path(FuzzedDataProvider data) {
        FuzzTargets.path(data);
    }

    @FuzzTest(maxDuration = "10m")
    void fingerprint(FuzzedDataProvider data) {
        FuzzTargets.fingerprint(data.consumeRemainingAsString());
    }
}
