package io.calling.ice.stun;

/** Whether bytes are a well-formed STUN message, and if not, the first thing that is wrong. */
public enum StunValidity {
    /** Well-formed; says nothing about its authenticity. */
    VALID,
    /** The first two bits or the magic cookie belong to something else. */
    NOT_STUN,
    /** Shorter than a header, or than the length in the header. */
    TRUNCATED,
    /** The length in the header is no multiple of four, or bytes follow the message. */
    BAD_LENGTH,
    /** An attribute reaches past the end, or one of fixed size has another. */
    BAD_ATTRIBUTE
}
