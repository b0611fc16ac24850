package io.calling.testkit.assertion;

import io.calling.testkit.FakeSignaling;
import io.calling.testkit.Party;
import io.calling.testkit.net.VirtualNetwork;

/**
 * Where assertions begin.
 *
 * <pre>{@code
 * import static io.calling.testkit.assertion.CallAssertions.assertThat;
 *
 * assertThat(pair.alice()).isActiveWithin(Duration.ofSeconds(5)).isRelayed().heard(pair.bob().tone());
 * assertThat(network).carriedNoAddressOf(pair.alice()).to(pair.bob());
 * }</pre>
 *
 * <p>What has to come about is waited for, in the time of the party's network: on a test clock that
 * takes none of ours.
 */
public final class CallAssertions {
    private CallAssertions() {}

    /** On the call that somebody placed or took last. */
    public static CallAssert assertThat(Party party) {
        return new CallAssert(party);
    }

    /** On what was carried, and to whom. */
    public static NetworkAssert assertThat(VirtualNetwork network) {
        return new NetworkAssert(network);
    }

    /** On what the parties told each other. */
    public static SignalingAssert assertThat(FakeSignaling signaling) {
        return new SignalingAssert(signaling);
    }
}
