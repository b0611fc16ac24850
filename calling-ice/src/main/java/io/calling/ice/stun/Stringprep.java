package io.calling.ice.stun;

/** The tables of stringprep (RFC 3454, appendices B and C) and of PRECIS that we use, as ranges. */
final class Stringprep {
    /** C.1.2, non-ASCII spaces. */
    static final Stringprep SPACE =
            new Stringprep(
                    0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200B, 0x202F, 0x202F, 0x205F, 0x205F,
                    0x3000, 0x3000);

    /** B.1, commonly mapped to nothing. */
    static final Stringprep NOTHING =
            new Stringprep(
                    0xAD, 0xAD, 0x34F, 0x34F, 0x1806, 0x1806, 0x180B, 0x180D, 0x200B, 0x200D,
                    0x2060, 0x2060, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF);

    /** C.1.2 and C.2.1 to C.9, prohibited by SASLprep. */
    static final Stringprep PROHIBITED =
            new Stringprep(
                    0x0, 0x1F, 0x7F, 0xA0, 0x340, 0x341, 0x6DD, 0x6DD, 0x70F, 0x70F, 0x1680, 0x1680,
                    0x180E, 0x180E, 0x2000, 0x200F, 0x2028, 0x202F, 0x205F, 0x2063, 0x206A, 0x206F,
                    0x2FF0, 0x2FFB, 0x3000, 0x3000, 0xD800, 0xF8FF, 0xFDD0, 0xFDEF, 0xFEFF, 0xFEFF,
                    0xFFF9, 0xFFFF, 0x1D173, 0x1D17A, 0x1FFFE, 0x1FFFF, 0x2FFFE, 0x2FFFF, 0x3FFFE,
                    0x3FFFF, 0x4FFFE, 0x4FFFF, 0x5FFFE, 0x5FFFF, 0x6FFFE, 0x6FFFF, 0x7FFFE, 0x7FFFF,
                    0x8FFFE, 0x8FFFF, 0x9FFFE, 0x9FFFF, 0xAFFFE, 0xAFFFF, 0xBFFFE, 0xBFFFF, 0xCFFFE,
                    0xCFFFF, 0xDFFFE, 0xDFFFF, 0xE0001, 0xE0001, 0xE0020, 0xE007F, 0xEFFFE,
                    0x10FFFF);

    /** Default_Ignorable_Code_Point, as far as it is not of general category Cf. */
    static final Stringprep IGNORABLE =
            new Stringprep(
                    0x34F, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x3164, 0x3164,
                    0xFE00, 0xFE0F, 0xFFA0, 0xFFA0, 0xE0000, 0xE0FFF);

    /** RFC 8264, 9.9. */
    static final Stringprep OLD_HANGUL =
            new Stringprep(0x1100, 0x11FF, 0xA960, 0xA97C, 0xD7B0, 0xD7C6, 0xD7CB, 0xD7FB);

    private final int[] ranges;

    /** Takes the first and the last of each range. */
    private Stringprep(int... ranges) {
        this.ranges = ranges;
    }

    boolean contains(int codePoint) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (codePoint >= ranges[i] && codePoint <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
