package io.calling.benchmarks;

import io.calling.srtp.SrtpContext;
import io.calling.srtp.SrtpMasterKey;
import io.calling.srtp.SrtpProfile;

/** Our own. */
final class CallingSrtp implements SrtpCodec {
    private final SrtpContext sending;
    private final SrtpContext receiving;

    CallingSrtp(SrtpProfile profile) {
        SrtpMasterKey key =
                SrtpMasterKey.of(new byte[profile.keyBytes()], new byte[profile.saltBytes()]);
        sending = SrtpContext.sending(profile, key);
        receiving = SrtpContext.receiving(profile, key);
    }

    @Override
    public int protect(byte[] buffer, int length) {
        return sending.protectRtp(buffer, 0, length);
    }

    @Override
    public int unprotect(byte[] buffer, int length) {
        return receiving.unprotectRtp(buffer, 0, length);
    }
}
