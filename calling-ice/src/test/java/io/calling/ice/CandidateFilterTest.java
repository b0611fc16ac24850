package io.calling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.CandidateFilter.Side;
import io.calling.ice.net.IpLiteral;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class CandidateFilterTest {
    private static final Candidate HOST = candidate(CandidateType.HOST);
    private static final Candidate RELAYED = candidate(CandidateType.RELAYED);

    @Test
    void noneNarrowsNothing() {
        assertThat(CandidateFilter.none().permits(Side.LOCAL, HOST)).isTrue();
        assertThat(CandidateFilter.none().permits(Side.REMOTE, HOST)).isTrue();
    }

    @Test
    void bothFiltersMustPermit() {
        CandidateFilter both =
                CandidateFilter.relayedOnly(Side.LOCAL)
                        .and(CandidateFilter.relayedOnly(Side.REMOTE));

        assertThat(both.permits(Side.LOCAL, HOST)).isFalse();
        assertThat(both.permits(Side.REMOTE, HOST)).isFalse();
        assertThat(both.permits(Side.REMOTE, RELAYED)).isTrue();
    }

    @Test
    void aFilterOfOneSideLeavesTheOtherAlone() {
        assertThat(CandidateFilter.local(c -> false).permits(Side.REMOTE, HOST)).isTrue();
        assertThat(CandidateFilter.remote(c -> false).permits(Side.LOCAL, HOST)).isTrue();
        assertThat(CandidateFilter.remote(c -> false).permits(Side.REMOTE, HOST)).isFalse();
    }

    private static Candidate candidate(CandidateType type) {
        return new Candidate(
                "1", 1, 1, new InetSocketAddress(IpLiteral.parse("192.0.2.1"), 50000), type);
    }
}
