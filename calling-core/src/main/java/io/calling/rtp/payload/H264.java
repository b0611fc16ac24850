package io.calling.rtp.payload;

/** Numbers of RFC 6184. */
final class H264 {
    /** Low five bits of a NAL unit's first byte: its type. */
    static final int TYPE_MASK = 0x1F;

    /** The bits in front of it: "forbidden_zero_bit" and "nal_ref_idc". */
    static final int REFERENCE_MASK = 0xE0;

    static final int IDR = 5;
    static final int PARAMETERS = 7;

    /** Single units are of types 1 to 23 (5.2). */
    static final int LAST_SINGLE = 23;

    static final int STAP_A = 24;
    static final int FU_A = 28;

    static final int FU_START = 0x80;
    static final int FU_END = 0x40;
    static final int FU_HEADER_BYTES = 2;

    private H264() {}
}
