package io.calling.examples.mqtt;

import io.calling.examples.Example;
import io.calling.examples.ExitCode;
import io.calling.examples.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** A call whose messages go over MQTT brokers. */
public final class MqttCallExample implements Example {
    @Override
    public String name() {
        return "signaling-mqtt";
    }

    @Override
    public String summary() {
        return "calls a person with two devices, with messages over your MQTT brokers";
    }

    @Override
    public String help() {
        return MqttCallOptions.HELP;
    }

    @Override
    public ExitCode run(List<String> arguments, PrintStream out)
            throws UsageException, InterruptedException {
        MqttCallOptions options = MqttCallOptions.parse(arguments);
        try (MqttCall call = new MqttCall(options, out)) {
            return call.run() ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            out.println("The broker cannot be used: " + e.getMessage() + ".");
            return ExitCode.FAILED;
        }
    }
}
