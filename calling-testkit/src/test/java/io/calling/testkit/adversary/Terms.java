package io.calling.testkit.adversary;

/**
 * What two sides agreed on, as far as an adversary makes use of it; -1 for what was not.
 *
 * @param opus payload type of the sound
 * @param event payload type of key presses
 * @param vp8 payload type of the pictures
 * @param h264 payload type of the other pictures
 * @param repair payload type of retransmitted VP8
 * @param victimVoice SSRC of the victim's sound
 * @param victimPictures SSRC of the victim's pictures
 * @param mid number of the header extension that names the section
 * @param transport number of the header extension that counts the transport's packets
 */
record Terms(
        int opus,
        int event,
        int vp8,
        int h264,
        int repair,
        int victimVoice,
        int victimPictures,
        int mid,
        int transport) {

    static final int NONE = -1;
}
