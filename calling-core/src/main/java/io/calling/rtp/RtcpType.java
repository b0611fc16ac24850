package io.calling.rtp;

/** Packet types of RTCP, and the formats of its feedback messages. */
final class RtcpType {
    /** RFC 3550, 12.1. */
    static final int SENDER_REPORT = 200;

    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;

    /** RFC 4585, 6.1. */
    static final int TRANSPORT_FEEDBACK = 205;

    static final int PAYLOAD_FEEDBACK = 206;

    /** Of {@link #TRANSPORT_FEEDBACK}: RFC 4585, 6.2.1. */
    static final int NACK = 1;

    /** Of {@link #TRANSPORT_FEEDBACK}: draft-holmer-rmcat-transport-wide-cc-extensions-01, 3.1. */
    static final int TRANSPORT_WIDE = 15;

    /** Of {@link #PAYLOAD_FEEDBACK}: RFC 4585, 6.3.1. */
    static final int PICTURE_LOSS = 1;

    /** Of {@link #PAYLOAD_FEEDBACK}: RFC 5104, 4.3.1. */
    static final int FULL_INTRA = 4;

    /** Of {@link #PAYLOAD_FEEDBACK}: RFC 4585, 6.4; REMB is one of these. */
    static final int APPLICATION_LAYER = 15;

    /** "REMB", draft-alvestrand-rmcat-remb-03, 2.2. */
    static final int REMB = 0x52454D42;

    static final int HEADER_BYTES = 4;
    static final int SENDER_INFO_BYTES = 24;
    static final int REPORT_BLOCK_BYTES = 24;

    /** Of SDES: RFC 3550, 6.5.1. */
    static final int CNAME_ITEM = 1;

    private RtcpType() {}
}
