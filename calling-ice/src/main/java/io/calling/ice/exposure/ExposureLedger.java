package io.calling.ice.exposure;

/** What one call disclosed, to whom, when, and by which packet or field. Thread-safe. */
public final class ExposureLedger {}
