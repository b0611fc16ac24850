package io.calling.rtp.payload;

/**
 * Finds the NAL units of an H.264 byte stream: each stands behind a start code of three or four
 * bytes.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-H.264">H.264, Annex B</a>
 */
final class AnnexB {
    static final byte[] START_CODE = {0, 0, 0, 1};

    private final byte[] buffer;
    private final int end;
    private int unit;
    private int unitEnd;
    private int next;

    AnnexB(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.end = offset + length;
        this.next = behindStartCode(offset);
    }

    /** Goes to the next unit that isn't empty. Whether there is one. */
    boolean next() {
        while (next < end) {
            unit = next;
            next = behindStartCode(unit);
            unitEnd = next < end ? next - 3 : endOfLast();
            // A zero in front of the start code belongs to the code, or is "trailing_zero_8bits".
            while (unitEnd > unit && buffer[unitEnd - 1] == 0) {
                unitEnd--;
            }
            if (unitEnd > unit) {
                return true;
            }
        }
        return false;
    }

    /** With no start code behind it, unless one stands at the very end. */
    private int endOfLast() {
        boolean codeAtEnd = end - unit >= 3 && isStartCode(end - 3);
        return codeAtEnd ? end - 3 : end;
    }

    private int behindStartCode(int from) {
        for (int i = from; i + 3 <= end; i++) {
            if (isStartCode(i)) {
                return i + 3;
            }
        }
        return end;
    }

    private boolean isStartCode(int at) {
        return buffer[at] == 0 && buffer[at + 1] == 0 && buffer[at + 2] == 1;
    }

    /** Index of the unit's first byte: its header. */
    int offset() {
        return unit;
    }

    int length() {
        return unitEnd - unit;
    }

    /** Whether this is the last unit. */
    boolean isLast() {
        return next >= end;
    }
}
