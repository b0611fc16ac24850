package io.calling.testkit.adversary;

import java.util.List;
import java.util.SplittableRandom;

/** Absurd RTCP (RFC 3550, 6; RFC 4585; RFC 5104; transport-wide feedback; REMB). */
final class RtcpAssaults {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int DESCRIPTION = 202;
    private static final int BYE = 203;
    private static final int TRANSPORT = 205;
    private static final int PAYLOAD = 206;
    private static final int TRANSPORT_WIDE = 15;
    private static final int PICTURE_LOSS = 1;
    private static final int FULL_INTRA = 4;
    private static final int APPLICATION = 15;
    private static final int REMB = 0x5245_4D42;

    private RtcpAssaults() {}

    static List<Assault> all() {
        return List.of(
                Assault.asking("picture losses", 1, RtcpAssaults::pictureLoss),
                Assault.asking("full intra requests", 1, RtcpAssaults::fullIntra),
                Assault.beside("arrivals that make no sense", RtcpAssaults::arrivals),
                Assault.beside("runs of arrivals", RtcpAssaults::runs),
                Assault.asking(
                        "estimates of nothing and of everything", 5, RtcpAssaults::estimates),
                Assault.beside("reports with absurd delays", RtcpAssaults::reports),
                Assault.beside("clocks that jump", RtcpAssaults::clocks),
                Assault.beside("goodbyes of everybody, and more", RtcpAssaults::goodbyes),
                Assault.beside("names without end", RtcpAssaults::names),
                Assault.beside("types of nobody, in hundreds", RtcpAssaults::types),
                Assault.beside("lengths that do not add up", RtcpAssaults::lengths));
    }

    private static void pictureLoss(Mallory m, int number) {
        m.forge.rtcp(PAYLOAD, PICTURE_LOSS).number(Mallory.VOICE);
        m.keys.rtcp(m.forge.number(m.terms().victimPictures()).end().bytes());
    }

    private static void fullIntra(Mallory m, int number) {
        m.forge.rtcp(PAYLOAD, FULL_INTRA).number(Mallory.VOICE).number(0);
        for (int i = 0; i < 40; i++) {
            m.forge.number(m.terms().victimPictures()).number(number + i << 24);
        }
        m.keys.rtcp(m.forge.end().bytes());
    }

    private static void arrivals(Mallory m, int number) {
        SplittableRandom random = m.random();
        m.forge.rtcp(TRANSPORT, TRANSPORT_WIDE).number(Mallory.VOICE);
        m.forge.number(m.terms().victimPictures());
        m.forge.number(random.nextInt()).number(random.nextInt());
        m.keys.rtcp(m.forge.noise(random.nextInt(1_200)).end().bytes());
    }

    /** Eight chunks that speak of 65,528 packets, most of them not received. */
    private static void runs(Mallory m, int number) {
        SplittableRandom random = m.random();
        m.forge.rtcp(TRANSPORT, TRANSPORT_WIDE).number(Mallory.VOICE);
        m.forge.number(m.terms().victimPictures());
        m.forge.number(random.nextInt() << 16 | 0xFFF8).number(random.nextInt());
        for (int chunk = 0; chunk < 8; chunk++) {
            m.forge.with((byte) 0x1F, (byte) 0xFF);
        }
        m.forge.with((byte) 0x20, (byte) 8).noise(8);
        m.keys.rtcp(m.forge.end().bytes());
    }

    private static void estimates(Mallory m, int number) {
        int exponent = number % 2 == 0 ? 0 : 45 + number % 19;
        int mantissa = number % 2 == 0 ? 0 : 0x3_FFFF;
        m.forge.rtcp(PAYLOAD, APPLICATION).number(Mallory.VOICE).number(0).number(REMB);
        m.forge.number(255 << 24 | exponent << 18 | mantissa);
        m.keys.rtcp(m.forge.number(m.terms().victimPictures()).end().bytes());
    }

    private static void reports(Mallory m, int number) {
        m.forge.rtcp(RECEIVER_REPORT, 31).number(Mallory.VOICE);
        for (int block = 0; block < 31; block++) {
            int source = block % 2 == 0 ? m.terms().victimPictures() : m.terms().victimVoice();
            m.forge.number(source).number(m.random().nextInt()).number(m.random().nextInt());
            m.forge.number(-1).number(m.random().nextInt()).number(m.random().nextInt());
        }
        m.keys.rtcp(m.forge.end().bytes());
    }

    private static void clocks(Mallory m, int number) {
        m.forge.rtcp(SENDER_REPORT, 0);
        m.forge.number(number % 2 == 0 ? Mallory.VOICE : Mallory.PICTURES);
        for (int i = 0; i < 5; i++) {
            m.forge.number(number % 3 == 0 ? -number % 2 : m.random().nextInt());
        }
        m.keys.rtcp(m.forge.end().bytes());
    }

    private static void goodbyes(Mallory m, int number) {
        m.forge.rtcp(BYE, 31);
        for (int i = 0; i < 31; i++) {
            m.forge.number(
                    switch (i) {
                        case 0 -> Mallory.VOICE;
                        case 1 -> Mallory.PICTURES;
                        case 2 -> m.terms().victimVoice();
                        default -> m.random().nextInt();
                    });
        }
        m.keys.rtcp(m.forge.with((byte) 255).noise(255).end().bytes());
    }

    private static void names(Mallory m, int number) {
        m.forge.rtcp(DESCRIPTION, 31);
        for (int chunk = 0; chunk < 31; chunk++) {
            m.forge.number(m.random().nextInt());
            m.forge.with((byte) (1 + number % 8), (byte) (number % 256)).noise(number % 256);
            m.forge.with(new byte[4 - (number % 256 + 2) % 4]);
        }
        m.keys.rtcp(m.forge.end().bytes());
    }

    private static void types(Mallory m, int number) {
        m.forge.rtcp(192 + number % 32, number % 32).number(Mallory.VOICE).end();
        for (int i = 0; i < 300; i++) {
            m.forge.another(192 + m.random().nextInt(32), m.random().nextInt(32)).end();
        }
        m.keys.rtcp(m.forge.bytes());
    }

    private static void lengths(Mallory m, int number) {
        m.forge.rtcp(SENDER_REPORT + number % 8, number % 32).number(Mallory.VOICE);
        byte[] packet = m.forge.noise(4 * (number % 300)).end().bytes();
        packet[2] = (byte) m.random().nextInt();
        packet[3] = (byte) m.random().nextInt();
        m.keys.rtcp(packet);
    }
}
