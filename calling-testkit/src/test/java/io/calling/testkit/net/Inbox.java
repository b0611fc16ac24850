package io.calling.testkit.net;

import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.net.SourcedDatagramReceiver;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a socket receives, as text. */
final class Inbox implements DatagramReceiver, SourcedDatagramReceiver {
    final List<String> texts = new CopyOnWriteArrayList<>();
    final List<InetSocketAddress> sources = new CopyOnWriteArrayList<>();

    @Override
    public void onDatagram(byte[] buffer, int offset, int length) {
        texts.add(new String(buffer, offset, length, StandardCharsets.US_ASCII));
    }

    @Override
    public void onDatagram(InetSocketAddress from, byte[] buffer, int offset, int length) {
        sources.add(from);
        onDatagram(buffer, offset, length);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
