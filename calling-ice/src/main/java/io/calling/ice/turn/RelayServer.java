package io.calling.ice.turn;

/** A relay of the application: a {@code turn:} URI and the credentials for it. */
public final class RelayServer {}
