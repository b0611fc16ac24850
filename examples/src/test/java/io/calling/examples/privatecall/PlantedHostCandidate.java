package io.calling.examples.privatecall;

import io.calling.PeerId;
import io.calling.examples.ExitCode;
import io.calling.signaling.SignalingChannel;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The example with a leak planted: beside each relayed candidate goes a host candidate with the
 * address that the first argument names. For the test that must notice it.
 */
final class PlantedHostCandidate implements SignalingChannel {
    private static final Pattern CANDIDATE = Pattern.compile("(\\W)c=[^,]+,\\d+,[^,]+,\\d+,relay");

    private final SignalingChannel channel;
    private final String address;

    private PlantedHostCandidate(SignalingChannel channel, String address) {
        this.channel = channel;
        this.address = address;
    }

    /** Runs {@code private-call} with the arguments that follow the first. */
    public static void main(String[] args) throws Exception {
        List<String> arguments = Arrays.asList(args).subList(1, args.length);
        ExitCode code =
                new PrivateCallExample(channel -> new PlantedHostCandidate(channel, args[0]))
                        .run(arguments, System.out);
        System.exit(code.code());
    }

    @Override
    public void send(PeerId to, String message) throws Exception {
        channel.send(
                to,
                CANDIDATE
                        .matcher(message)
                        .replaceAll("$1c=9,2130706431," + address + ",40000,host$0"));
    }

    @Override
    public void onMessage(Handler handler) {
        channel.onMessage(handler);
    }
}
