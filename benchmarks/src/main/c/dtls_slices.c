/*
 * Measures OpenSSL's DTLS 1.2 handshake and its making of certificates in slices, so that it can
 * take turns with other contestants.
 *
 * Arguments: the groups, and "shared" or "own": whether all handshakes share two contexts, or each
 * has two of its own, as with a certificate of its own it needs. For each line on standard input it runs handshakes of a client and a server
 * in memory for some 300 ms of thread CPU time, then makes certificates for 50 ms, and prints the
 * microseconds of both. As in a call, both sides show an ECDSA P-256 certificate, take the SHA-256
 * fingerprint of the other's, agree on an SRTP profile and export its keys.
 */
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define HANDSHAKE_NANOS 300000000LL
#define CERTIFICATE_NANOS 50000000LL
#define MTU 1200
#define KEYS 56

static void fail(const char *what) {
    fprintf(stderr, "dtls_slices: %s\n", what);
    exit(1);
}

static long long cpu_nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static X509 *certificate(EVP_PKEY *key) {
    X509 *made = X509_new();
    unsigned char serial[8];
    RAND_bytes(serial, sizeof serial);
    serial[0] &= 0x7F;
    X509_set_version(made, 2);
    BIGNUM *number = BN_bin2bn(serial, sizeof serial, NULL);
    BN_to_ASN1_INTEGER(number, X509_get_serialNumber(made));
    BN_free(number);
    X509_gmtime_adj(X509_getm_notBefore(made), -86400);
    X509_gmtime_adj(X509_getm_notAfter(made), 30 * 86400);
    X509_NAME *name = X509_get_subject_name(made);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *) "WebRTC", -1, -1, 0);
    X509_set_issuer_name(made, name);
    X509_set_pubkey(made, key);
    if (!X509_sign(made, key, EVP_sha256())) {
        fail("no certificate");
    }
    return made;
}

static void fingerprint(X509 *of) {
    unsigned char hash[EVP_MAX_MD_SIZE];
    unsigned length;
    if (!of || !X509_digest(of, EVP_sha256(), hash, &length)) {
        fail("no certificate to hash");
    }
}

static int accept_any(int ok, X509_STORE_CTX *store) {
    (void) ok;
    (void) store;
    return 1;
}

struct identity {
    EVP_PKEY *key;
    X509 *certificate;
};

static struct identity identity(void) {
    struct identity made;
    made.key = EVP_EC_gen("P-256");
    made.certificate = certificate(made.key);
    return made;
}

static SSL_CTX *context(const char *groups, struct identity own) {
    SSL_CTX *made = SSL_CTX_new(DTLS_method());
    SSL_CTX_set_min_proto_version(made, DTLS1_2_VERSION);
    SSL_CTX_set_max_proto_version(made, DTLS1_2_VERSION);
    SSL_CTX_set_session_cache_mode(made, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_options(made, SSL_OP_NO_QUERY_MTU | SSL_OP_NO_TICKET);
    SSL_CTX_set_verify(made, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, accept_any);
    if (!SSL_CTX_set_cipher_list(made, "ECDHE-ECDSA-AES128-GCM-SHA256")
            || !SSL_CTX_set1_groups_list(made, groups)
            || SSL_CTX_set_tlsext_use_srtp(made, "SRTP_AEAD_AES_128_GCM")
            || SSL_CTX_use_certificate(made, own.certificate) != 1
            || SSL_CTX_use_PrivateKey(made, own.key) != 1) {
        fail("no context");
    }
    return made;
}

static SSL *end(SSL_CTX *context, BIO *in, BIO *out) {
    SSL *made = SSL_new(context);
    BIO_up_ref(in);
    BIO_up_ref(out);
    SSL_set_bio(made, in, out);
    SSL_set_mtu(made, MTU);
    return made;
}

static void finish(SSL *end) {
    unsigned char keys[KEYS];
    X509 *peer = SSL_get1_peer_certificate(end);
    fingerprint(peer);
    X509_free(peer);
    if (!SSL_get_selected_srtp_profile(end)
            || !SSL_export_keying_material(
                    end, keys, sizeof keys, "EXTRACTOR-dtls_srtp", 19, NULL, 0, 0)) {
        fail("no keys");
    }
    SSL_free(end);
}

static BIO *pipe_in_memory(void) {
    BIO *made = BIO_new(BIO_s_mem());
    BIO_set_mem_eof_return(made, -1);
    return made;
}

static void handshake(SSL_CTX *clients, SSL_CTX *servers) {
    BIO *to_server = pipe_in_memory();
    BIO *to_client = pipe_in_memory();
    SSL *client = end(clients, to_client, to_server);
    SSL *server = end(servers, to_server, to_client);
    SSL_set_connect_state(client);
    SSL_set_accept_state(server);
    int turns = 0;
    while (!SSL_is_init_finished(client) || !SSL_is_init_finished(server)) {
        if (++turns > 20) {
            fail("a handshake got stuck");
        }
        SSL_do_handshake(client);
        SSL_do_handshake(server);
    }
    finish(client);
    finish(server);
    BIO_free(to_server);
    BIO_free(to_client);
}

static double micros(long long since, long long count) {
    return (cpu_nanos() - since) / 1000.0 / count;
}

static void handshake_of_its_own(
        const char *groups, struct identity client, struct identity server) {
    SSL_CTX *clients = context(groups, client);
    SSL_CTX *servers = context(groups, server);
    handshake(clients, servers);
    SSL_CTX_free(clients);
    SSL_CTX_free(servers);
}

static double certificates(void) {
    long long count = 0;
    long long begin = cpu_nanos();
    while (cpu_nanos() - begin < CERTIFICATE_NANOS) {
        struct identity made = identity();
        fingerprint(made.certificate);
        X509_free(made.certificate);
        EVP_PKEY_free(made.key);
        count++;
    }
    return micros(begin, count);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fail("usage: dtls_slices GROUPS shared|own");
    }
    struct identity client = identity();
    struct identity server = identity();
    SSL_CTX *clients = context(argv[1], client);
    SSL_CTX *servers = context(argv[1], server);
    int shared = strcmp(argv[2], "shared") == 0;
    char line[16];
    while (fgets(line, sizeof line, stdin)) {
        long long count = 0;
        long long begin = cpu_nanos();
        while (cpu_nanos() - begin < HANDSHAKE_NANOS) {
            if (shared) {
                handshake(clients, servers);
            } else {
                handshake_of_its_own(argv[1], client, server);
            }
            count++;
        }
        double handshakes = micros(begin, count);
        printf("%.2f %.2f\n", handshakes, certificates());
        fflush(stdout);
    }
    return 0;
}
