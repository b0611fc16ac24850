/*
 * Measures libsrtp2 in slices, so that it can take turns with other contestants.
 *
 * Arguments: profile, payload bytes. For each line on standard input it protects and unprotects
 * packets for some 20 ms of thread CPU time each, and prints the nanoseconds per packet of both.
 */
#include <srtp2/srtp.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PACKETS 128
#define HEADER 12
#define ROOM 2048
#define SLICE_NANOS 20000000LL

static unsigned char packets[PACKETS][ROOM] __attribute__((aligned(16)));
static int lengths[PACKETS];
static uint16_t sequence;

static void fail(const char *what) {
    fprintf(stderr, "srtp_slices: %s\n", what);
    exit(1);
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

static srtp_t create(const char *profile, srtp_ssrc_type_t direction) {
    static unsigned char key[SRTP_MAX_KEY_LEN];
    srtp_policy_t policy;
    srtp_t session;
    memset(&policy, 0, sizeof policy);
    set_profile(profile, &policy.rtp);
    set_profile(profile, &policy.rtcp);
    policy.ssrc.type = direction;
    policy.key = key;
    policy.window_size = 1024;
    if (srtp_create(&session, &policy) != srtp_err_status_ok) {
        fail("libsrtp does not take the key");
    }
    return session;
}

static long long cpu_nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void next_packets(int payload) {
    for (int i = 0; i < PACKETS; i++) {
        unsigned char *packet = packets[i];
        packet[0] = 0x80;
        packet[1] = 111;
        packet[2] = (unsigned char) (sequence >> 8);
        packet[3] = (unsigned char) sequence;
        packet[11] = 1;
        lengths[i] = HEADER + payload;
        sequence++;
    }
}

static long long run(srtp_t session, srtp_err_status_t (*step)(srtp_t, void *, int *)) {
    long long begin = cpu_nanos();
    for (int i = 0; i < PACKETS; i++) {
        if (step(session, packets[i], &lengths[i]) != srtp_err_status_ok) {
            fail("a packet was refused");
        }
    }
    return cpu_nanos() - begin;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fail("usage: srtp_slices PROFILE PAYLOAD_BYTES");
    }
    int payload = atoi(argv[2]);
    if (payload < 0 || payload > ROOM - HEADER - SRTP_MAX_TRAILER_LEN) {
        fail("no such payload");
    }
    if (srtp_init() != srtp_err_status_ok) {
        fail("libsrtp does not start");
    }
    srtp_t sender = create(argv[1], ssrc_any_outbound);
    srtp_t receiver = create(argv[1], ssrc_any_inbound);
    char line[16];
    while (fgets(line, sizeof line, stdin)) {
        long long protecting = 0;
        long long unprotecting = 0;
        long long count = 0;
        while (protecting + unprotecting < 2 * SLICE_NANOS) {
            next_packets(payload);
            protecting += run(sender, srtp_protect);
            unprotecting += run(receiver, srtp_unprotect);
            count += PACKETS;
        }
        printf("%.1f %.1f\n", (double) protecting / count, (double) unprotecting / count);
        fflush(stdout);
    }
    return 0;
}
