package io.calling.examples;

import io.calling.examples.browsercall.BrowserCallExample;
import io.calling.examples.chatapp.ChatAppExample;
import io.calling.examples.echo.EchoExample;
import io.calling.examples.mqtt.MqttCallExample;
import io.calling.examples.privatecall.PrivateCallExample;
import io.calling.examples.signaling.SignalingExample;
import io.calling.examples.videocall.VideoCallExample;
import java.util.List;

/** All examples; the first is the default. */
final class Examples {
    private Examples() {}

    static List<Example> all() {
        return List.of(
                new PrivateCallExample(),
                new BrowserCallExample(),
                new VideoCallExample(),
                new EchoExample(),
                new ChatAppExample(),
                new SignalingExample(),
                new MqttCallExample());
    }
}
