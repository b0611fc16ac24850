/*
 * libsrtp2 as a peer for tests: protects or unprotects the packets that come on standard input.
 *
 * Arguments: the profile's name, and "protect" or "unprotect". Everything on standard input and
 * output is a frame: a kind, a length of 16 bits in network order, and that many bytes. The first
 * frame is the master key and salt (kind 'k'); each following one a packet, 'r' for RTP or 'c' for
 * RTCP, answered by a frame of the same kind, or of kind 'e' with libsrtp's status as its one byte.
 */
#include <srtp2/srtp.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PACKET 65535

static unsigned char packet[MAX_PACKET + SRTP_MAX_TRAILER_LEN + 4] __attribute__((aligned(8)));

static void fail(const char *what) {
    fprintf(stderr, "srtp_peer: %s\n", what);
    exit(1);
}

static int read_frame(int *kind) {
    unsigned char header[3];
    if (fread(header, 1, sizeof header, stdin) != sizeof header) {
        exit(0);
    }
    *kind = header[0];
    int length = header[1] << 8 | header[2];
    if (fread(packet, 1, (size_t) length, stdin) != (size_t) length) {
        fail("a frame ends early");
    }
    return length;
}

static void write_frame(int kind, int length) {
    unsigned char header[3] = {(unsigned char) kind, (unsigned char) (length >> 8), (unsigned char) length};
    fwrite(header, 1, sizeof header, stdout);
    fwrite(packet, 1, (size_t) length, stdout);
    fflush(stdout);
}

static void set_profile(const char *name, srtp_crypto_policy_t *policy) {
    if (strcmp(name, "AES128_CM_HMAC_SHA1_80") == 0) {
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(policy);
    } else if (strcmp(name, "AES256_CM_HMAC_SHA1_80") == 0) {
        srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80(policy);
    } else if (strcmp(name, "AEAD_AES_128_GCM") == 0) {
        srtp_crypto_policy_set_aes_gcm_128_16_auth(policy);
    } else if (strcmp(name, "AEAD_AES_256_GCM") == 0) {
        srtp_crypto_policy_set_aes_gcm_256_16_auth(policy);
    } else {
        fail("no such profile");
    }
}

static srtp_t create(const char *profile, int protecting) {
    static unsigned char key[SRTP_MAX_KEY_LEN];
    int kind;
    int length = read_frame(&kind);
    if (kind != 'k' || length > (int) sizeof key) {
        fail("the first frame is not a key");
    }
    memcpy(key, packet, (size_t) length);

    srtp_policy_t policy;
    memset(&policy, 0, sizeof policy);
    set_profile(profile, &policy.rtp);
    set_profile(profile, &policy.rtcp);
    policy.ssrc.type = protecting ? ssrc_any_outbound : ssrc_any_inbound;
    policy.key = key;
    policy.window_size = 1024;

    srtp_t session;
    if (srtp_create(&session, &policy) != srtp_err_status_ok) {
        fail("libsrtp does not take the key");
    }
    return session;
}

static srtp_err_status_t process(srtp_t session, int protecting, int kind, int *length) {
    if (kind == 'r') {
        return protecting ? srtp_protect(session, packet, length) : srtp_unprotect(session, packet, length);
    }
    return protecting ? srtp_protect_rtcp(session, packet, length)
                      : srtp_unprotect_rtcp(session, packet, length);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fail("usage: srtp_peer PROFILE protect|unprotect");
    }
    if (srtp_init() != srtp_err_status_ok) {
        fail("libsrtp does not start");
    }
    int protecting = strcmp(argv[2], "protect") == 0;
    srtp_t session = create(argv[1], protecting);
    for (;;) {
        int kind;
        int length = read_frame(&kind);
        srtp_err_status_t status = process(session, protecting, kind, &length);
        if (status == srtp_err_status_ok) {
            write_frame(kind, length);
        } else {
            packet[0] = (unsigned char) status;
            write_frame('e', 1);
        }
    }
}
