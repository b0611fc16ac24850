/*
 * Debian's libopus as a peer: encodes and decodes files as an application of it would.
 *
 *   opus_peer encode BITS_PER_SECOND EXPECTED_LOSS_PERCENT < pcm > packets
 *   opus_peer decode LOST < packets > pcm
 *
 * PCM is 16-bit, mono, 48 kHz, in frames of 20 ms. A packet has its length in two bytes before it,
 * the high one first. LOST has a 1 for each packet that is, counted from the first one; what is
 * beyond its end arrives. What was lost is decoded from the packet behind it where that one
 * arrived, and concealed where it did not.
 */
#include <opus/opus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE 48000
#define FRAME (RATE / 50)
#define MAX_PACKET 1275

static void check(int status, const char *what) {
    if (status < 0) {
        fprintf(stderr, "%s: %s\n", what, opus_strerror(status));
        exit(1);
    }
}

static void set(OpusEncoder *encoder, int rate, int loss) {
    check(opus_encoder_ctl(encoder, OPUS_SET_BITRATE(rate)), "bitrate");
    check(opus_encoder_ctl(encoder, OPUS_SET_VBR(0)), "constant rate");
    check(opus_encoder_ctl(encoder, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE)), "signal");
    check(opus_encoder_ctl(encoder, OPUS_SET_INBAND_FEC(loss > 0)), "copies");
    check(opus_encoder_ctl(encoder, OPUS_SET_PACKET_LOSS_PERC(loss)), "expected loss");
}

static void encode(int rate, int loss) {
    int error;
    OpusEncoder *encoder = opus_encoder_create(RATE, 1, OPUS_APPLICATION_VOIP, &error);
    check(error, "encoder");
    set(encoder, rate, loss);
    opus_int16 pcm[FRAME];
    unsigned char packet[MAX_PACKET];
    memset(pcm, 0, sizeof pcm);
    while (fread(pcm, sizeof *pcm, FRAME, stdin) > 0) {
        int length = opus_encode(encoder, pcm, FRAME, packet, rate / 50 / 8);
        check(length, "encode");
        putchar(length >> 8);
        putchar(length & 0xFF);
        fwrite(packet, 1, (size_t)length, stdout);
        memset(pcm, 0, sizeof pcm);
    }
    opus_encoder_destroy(encoder);
}

/* Length of the next packet, or -1 at the end. */
static int read_packet(unsigned char *packet) {
    int high = getchar();
    int low = getchar();
    int length = high << 8 | low;
    if (low == EOF || length > MAX_PACKET
        || fread(packet, 1, (size_t)length, stdin) < (size_t)length) {
        return -1;
    }
    return length;
}

static void play(OpusDecoder *decoder, const unsigned char *packet, int length, int fec) {
    opus_int16 pcm[FRAME];
    int samples = opus_decode(decoder, packet, length, pcm, FRAME, fec);
    check(samples, "decode");
    fwrite(pcm, sizeof *pcm, (size_t)samples, stdout);
}

static void decode(const char *lost) {
    int error;
    OpusDecoder *decoder = opus_decoder_create(RATE, 1, &error);
    check(error, "decoder");
    unsigned char packet[MAX_PACKET];
    size_t known = strlen(lost);
    int gap = 0;
    int length = read_packet(packet);
    for (size_t i = 0; length >= 0; i++) {
        int arrived = i >= known || lost[i] != '1';
        if (gap) {
            play(decoder, arrived ? packet : NULL, arrived ? length : 0, arrived);
        }
        if (arrived) {
            play(decoder, packet, length, 0);
        }
        gap = !arrived;
        length = read_packet(packet);
    }
    opus_decoder_destroy(decoder);
}

int main(int argc, char **argv) {
    if (argc == 4 && strcmp(argv[1], "encode") == 0) {
        encode(atoi(argv[2]), atoi(argv[3]));
    } else if (argc == 3 && strcmp(argv[1], "decode") == 0) {
        decode(argv[2]);
    } else {
        fprintf(stderr, "usage: encode BITS_PER_SECOND EXPECTED_LOSS_PERCENT | decode LOST\n");
        return 1;
    }
    return 0;
}
