package io.calling.ice.stun;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Runs the kept inputs in each build; with {@code JAZZER_FUZZ=1} it looks for new ones. */
class StunMessageFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void anyBytesAreReadWithoutAnException(byte[] bytes) {
        StunProbe.probe(bytes);
        StunProbe.probe(StunProbe.withHeader(bytes));
    }
}
