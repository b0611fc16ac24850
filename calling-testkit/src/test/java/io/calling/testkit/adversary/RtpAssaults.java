package io.calling.testkit.adversary;

import java.util.List;
import java.util.SplittableRandom;

/** Absurd RTP (RFC 3550, 5; RFC 8285; RFC 4588), whatever is in it. */
final class RtpAssaults {
    private static final int ONE_BYTE = 0xBEDE;
    private static final int TWO_BYTES = 0x1000;

    private RtpAssaults() {}

    static List<Assault> all() {
        return List.of(
                Assault.within("timestamps that jump", RtpAssaults::timestamps),
                Assault.within("sequence numbers that jump", RtpAssaults::jumps),
                Assault.within("numbers that run around in four steps", RtpAssaults::wraps),
                Assault.within("packets in reverse", RtpAssaults::reversed),
                Assault.beside("a source for each packet of sound", RtpAssaults::voices),
                Assault.beside("a source for each packet of pictures", RtpAssaults::screens),
                Assault.beside("contributing sources", RtpAssaults::contributors),
                Assault.beside("header extensions of any size", RtpAssaults::extensions),
                Assault.beside("sections that change their sources", RtpAssaults::sections),
                Assault.beside("padding beyond the payload", RtpAssaults::padding),
                Assault.beside("payload types of nobody", RtpAssaults::types),
                Assault.within("packets without payload", RtpAssaults::empty),
                Assault.within("packets larger than any network's", RtpAssaults::large),
                Assault.within("transport numbers that jump", RtpAssaults::transport),
                Assault.beside("repairs of what was never sent", RtpAssaults::repairs),
                Assault.beside("repairs without a number", RtpAssaults::shortRepairs),
                Assault.beside("one repair again and again", RtpAssaults::sameRepair));
    }

    private static void timestamps(Mallory m, int number) {
        m.voiceTimestamp = m.random().nextInt();
        m.keys.rtp(m.nextVoice().noise(80).bytes());
        m.pictureTimestamp = m.random().nextInt();
        m.keys.rtp(m.nextPicture(number % 3 == 0).with((byte) 0x10).noise(80).bytes());
    }

    private static void jumps(Mallory m, int number) {
        m.voiceSequence += m.random().nextInt(30_000);
        m.keys.rtp(m.nextVoice().noise(80).bytes());
        m.pictureSequence += m.random().nextInt(30_000);
        m.keys.rtp(m.nextPicture(true).with((byte) 0x10).noise(80).bytes());
    }

    private static void wraps(Mallory m, int number) {
        m.voiceSequence += 0x3FFF;
        m.keys.rtp(m.nextVoice().noise(80).bytes());
        m.pictureSequence += 0x3FFF;
        m.keys.rtp(m.nextPicture(true).with((byte) 0x10).noise(80).bytes());
    }

    /** Fifty forward, and back to where it was. */
    private static void reversed(Mallory m, int number) {
        int back = number % 50;
        int base = m.voiceSequence + 50 - back;
        int time = m.voiceTimestamp + 960 * (50 - back);
        m.keys.rtp(
                m.forge.rtp(Mallory.VOICE, m.terms().opus(), base, time, false).noise(80).bytes());
        if (back == 49) {
            m.voiceSequence = m.voiceSequence + 50 & 0xFFFF;
            m.voiceTimestamp += 960 * 50;
        }
    }

    private static void voices(Mallory m, int number) {
        int ssrc = number * 0x9E37_79B9;
        m.keys.rtp(m.forge.rtp(ssrc, m.terms().opus(), number, number, true).noise(80).bytes());
    }

    private static void screens(Mallory m, int number) {
        int ssrc = 0x5555_5555 ^ number;
        Forge packet = m.forge.rtp(ssrc, m.terms().vp8(), 1, number, true);
        m.keys.rtp(packet.with((byte) 0x10, (byte) 0).noise(90).bytes());
    }

    private static void contributors(Mallory m, int number) {
        Forge packet = m.forge.rtp(stranger(m), m.terms().opus(), number, number, false);
        m.keys.rtp(packet.sources(number % 16).noise(80).bytes());
    }

    private static int stranger(Mallory m) {
        return 0x7000_0000 | m.random().nextInt(4);
    }

    private static void extensions(Mallory m, int number) {
        SplittableRandom random = m.random();
        int profile =
                switch (number % 4) {
                    case 0 -> ONE_BYTE;
                    case 1 -> TWO_BYTES | random.nextInt(16);
                    case 2 -> 0xC0DE;
                    default -> random.nextInt(0x1_0000);
                };
        byte[] content = new byte[4 * (number % 301)];
        random.nextBytes(content);
        if (number % 3 == 0 && content.length > 0) {
            content[0] = (byte) (number % 17 << 4 | number % 16);
        }
        int type = number % 2 == 0 ? m.terms().opus() : m.terms().vp8();
        Forge packet = m.forge.rtp(stranger(m), type, number, number, true);
        m.keys.rtp(packet.extension(profile, content).noise(20).bytes());
    }

    /**
     * What the extension says is a section's name, of which one source takes hold after another.
     */
    private static void sections(Mallory m, int number) {
        int id = Math.max(1, m.terms().mid());
        byte[] names = {(byte) (id << 4), (byte) ('0' + number % 2), 0, 0};
        Forge packet = m.forge.rtp(0x6000_0000 + number, m.terms().opus(), 1, number, true);
        m.keys.rtp(packet.extension(ONE_BYTE, names).noise(20).bytes());
    }

    private static void padding(Mallory m, int number) {
        Forge packet = m.forge.rtp(stranger(m), m.terms().opus(), number, number, false);
        m.keys.rtp(packet.noise(number % 40).padding(number % 256).bytes());
    }

    private static void types(Mallory m, int number) {
        int type = m.random().nextInt(128);
        boolean known =
                type == m.terms().opus()
                        || type == m.terms().vp8()
                        || type == m.terms().repair()
                        || type == m.terms().h264()
                        || type == m.terms().event();
        if (!known && (type < 64 || type > 95)) {
            m.keys.rtp(m.forge.rtp(0x6600_0000, type, number, number, false).noise(60).bytes());
        }
    }

    private static void empty(Mallory m, int number) {
        m.keys.rtp(m.nextVoice().bytes());
        m.keys.rtp(m.nextPicture(number % 2 == 0).bytes());
    }

    private static void large(Mallory m, int number) {
        if (number % 10 == 0) {
            m.keys.rtp(m.nextVoice().noise(1_100 + number % 8_000).bytes());
            m.keys.rtp(m.nextPicture(true).with((byte) 0x10).noise(1_100 + number % 8_000).bytes());
        }
    }

    private static void transport(Mallory m, int number) {
        int id = Math.max(1, m.terms().transport());
        int value = m.random().nextInt(0x1_0000);
        byte[] counted = {(byte) (id << 4 | 1), (byte) (value >> 8), (byte) value, 0};
        m.keys.rtp(m.nextPicture(false).extension(ONE_BYTE, counted).noise(20).bytes());
    }

    private static void repairs(Mallory m, int number) {
        Forge repair = m.nextRepair(number % 5 == 0);
        repair.noise(2).with((byte) 0x10).noise(60);
        m.keys.rtp(repair.bytes());
    }

    private static void shortRepairs(Mallory m, int number) {
        m.keys.rtp(m.nextRepair(false).noise(number % 3).bytes());
    }

    private static void sameRepair(Mallory m, int number) {
        int old = m.pictureSequence - 3;
        Forge repair = m.nextRepair(true).with((byte) (old >> 8), (byte) old);
        m.keys.rtp(repair.with((byte) 0x10).noise(900).bytes());
    }
}
