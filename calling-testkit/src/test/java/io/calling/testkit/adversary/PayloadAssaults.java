package io.calling.testkit.adversary;

import java.util.List;

/** Absurd payloads: Opus (RFC 6716), VP8 (RFC 7741), H.264 (RFC 6184), key presses (RFC 4733). */
final class PayloadAssaults {
    private static final int SINGLE_TIME_AGGREGATE = 24;
    private static final int FRAGMENT = 28;

    private PayloadAssaults() {}

    static List<Assault> all() {
        return List.of(
                Assault.within("Opus that makes no sense", PayloadAssaults::opus),
                Assault.within("frames of two and a half milliseconds", PayloadAssaults::shortOpus),
                Assault.within("a picture that never ends", PayloadAssaults::endless),
                Assault.within("pictures that begin and never end", PayloadAssaults::beginnings),
                Assault.within("key frames of half a megabyte", PayloadAssaults::giants),
                Assault.within("VP8 descriptors cut anywhere", PayloadAssaults::vp8),
                Assault.within("H.264 units cut anywhere", PayloadAssaults::h264),
                Assault.within("formats that take turns", PayloadAssaults::turns),
                Assault.within("key presses without end", PayloadAssaults::presses));
    }

    private static void opus(Mallory m, int number) {
        Forge packet = m.nextVoice();
        byte contents = (byte) (number * 7 << 3 | number & 3);
        switch (number % 4) {
            case 0 -> packet.with(contents);
            case 1 -> packet.with((byte) 3, (byte) (number % 64)).noise(number % 7);
            case 2 -> packet.with((byte) 0xFB, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF);
            default -> packet.noise(1 + number % 1_200);
        }
        m.keys.rtp(packet.bytes());
    }

    private static void shortOpus(Mallory m, int number) {
        m.voiceTimestamp += 120 - 960;
        m.keys.rtp(m.nextVoice().with((byte) 0xE0).noise(8).bytes());
    }

    private static void endless(Mallory m, int number) {
        m.keys.rtp(m.nextPicture(false).with((byte) 0).noise(1_000).bytes());
    }

    private static void beginnings(Mallory m, int number) {
        m.pictureTimestamp += number % 2;
        m.pictureSequence += number % 3;
        m.keys.rtp(m.nextPicture(false).with((byte) 0x10).noise(200).bytes());
    }

    private static void giants(Mallory m, int number) {
        int place = number % 500;
        m.pictureTimestamp += place == 0 ? 3_600 : 0;
        Forge packet = m.nextPicture(place == 499).with((byte) (place == 0 ? 0x10 : 0));
        if (place == 0) {
            packet.with(new byte[] {0x10, 0, 0, (byte) 0x9d, 1, 0x2a, 0x40, 1, (byte) 0xf0, 0});
        }
        m.keys.rtp(packet.noise(1_000).bytes());
    }

    private static void vp8(Mallory m, int number) {
        byte[] whole = {
            (byte) 0x90, (byte) (number * 31), (byte) 0x80, 7, 1, (byte) number, 0x10, 0, 0
        };
        whole[0] = (byte) (number % 3 == 0 ? number : 0x90);
        m.pictureTimestamp += number % 2 * 3_600;
        Forge packet = m.nextPicture(number % 4 != 0);
        m.keys.rtp(packet.with(whole, 0, number % (whole.length + 1)).bytes());
    }

    private static void h264(Mallory m, int number) {
        m.pictureSequence = m.pictureSequence + 1 & 0xFFFF;
        m.pictureTimestamp += number % 5 == 0 ? 3_600 : 0;
        Forge packet =
                m.forge.rtp(
                        Mallory.PICTURES,
                        m.terms().h264(),
                        m.pictureSequence,
                        m.pictureTimestamp,
                        number % 5 == 4);
        switch (number % 4) {
            case 0 -> packet.with((byte) SINGLE_TIME_AGGREGATE).noise(number % 60);
            case 1 -> packet.with((byte) SINGLE_TIME_AGGREGATE).with(new byte[number % 600]);
            case 2 -> packet.with((byte) FRAGMENT).noise(number % 4);
            default -> packet.noise(number % 40);
        }
        m.keys.rtp(packet.bytes());
    }

    /** Each packet a whole key frame, of one format and of the other. */
    private static void turns(Mallory m, int number) {
        m.pictureTimestamp += 90;
        if (number % 2 == 0) {
            byte[] key = {0x10, 0x10, 0, 0, (byte) 0x9d, 1, 0x2a, 0x40, 1, (byte) 0xf0, 0};
            m.keys.rtp(m.nextPicture(true).with(key).noise(10).bytes());
            return;
        }
        m.pictureSequence = m.pictureSequence + 1 & 0xFFFF;
        Forge packet =
                m.forge.rtp(
                        Mallory.PICTURES,
                        m.terms().h264(),
                        m.pictureSequence,
                        m.pictureTimestamp,
                        true);
        m.keys.rtp(packet.with((byte) 0x65).noise(30).bytes());
    }

    private static void presses(Mallory m, int number) {
        m.voiceSequence = m.voiceSequence + 1 & 0xFFFF;
        int type = m.terms().event() == Terms.NONE ? m.terms().opus() : m.terms().event();
        int time = number % 3 == 0 ? m.voiceTimestamp : m.random().nextInt();
        Forge press = m.forge.rtp(Mallory.VOICE, type, m.voiceSequence, time, number % 2 == 0);
        press.with((byte) number, (byte) (number * 0x25), (byte) 0xFF, (byte) 0xFF);
        m.keys.rtp(press.noise(number % 9).bytes());
    }
}
