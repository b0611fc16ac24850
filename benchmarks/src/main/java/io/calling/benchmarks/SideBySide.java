package io.calling.benchmarks;

import io.calling.srtp.SrtpProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * SRTP of several implementations in one run: for each profile and size the contestants take turns
 * in slices of 20 ms of thread CPU time, so that a machine that is faster now and slower then is so
 * for all of them. What counts are the ratios.
 *
 * <p>Arguments: {@code [rounds] [prefix of a libsrtp2 of one's own]}.
 */
public final class SideBySide {
    private static final int[] PAYLOADS = {160, 1200};
    private static final int WARM_UP_ROUNDS = 15;
    private static final int DEFAULT_ROUNDS = 101;
    private static final Path RESULTS = Path.of("results");

    private final int rounds;
    private final boolean systemLibsrtp;
    private final String ownLibsrtp;

    private SideBySide(int rounds, boolean systemLibsrtp, String ownLibsrtp) {
        this.rounds = rounds;
        this.systemLibsrtp = systemLibsrtp;
        this.ownLibsrtp = ownLibsrtp;
    }

    /** Measures, prints a table, and writes {@code results/srtp.*}. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
        String own = args.length > 1 ? args[1] : "";
        boolean hasOwn = !own.isEmpty() && LibsrtpContestant.compile(own);
        new SideBySide(rounds, LibsrtpContestant.compile(""), hasOwn ? own : "").run();
    }

    private void run() throws IOException, GeneralSecurityException {
        List<Result> results = new ArrayList<>();
        for (SrtpProfile profile : SrtpProfile.values()) {
            for (int payload : PAYLOADS) {
                results.addAll(measure(profile, payload));
            }
        }
        Report report = new Report(results, rounds);
        System.out.println(report.table());
        report.write(RESULTS);
    }

    private List<Lane> lanes(SrtpProfile profile, int payload)
            throws IOException, GeneralSecurityException {
        List<Lane> lanes = new ArrayList<>();
        lanes.add(lane(Result.OURS, new JvmContestant(new CallingSrtp(profile), payload)));
        lanes.add(
                lane(
                        "jitsi-srtp on SunJCE",
                        new JvmContestant(SunJceLoader.jitsi(profile), payload)));
        lanes.add(
                lane(
                        "jitsi-srtp as it chooses",
                        new JvmContestant(new JitsiSrtp(profile), payload)));
        lanes.add(
                lane("the JDK's ciphers alone", new JvmContestant(JdkAlone.of(profile), payload)));
        if (systemLibsrtp) {
            lanes.add(
                    lane("libsrtp2 of the system", LibsrtpContestant.start("", profile, payload)));
        }
        if (!ownLibsrtp.isEmpty()) {
            lanes.add(
                    lane(
                            "libsrtp2 of one's own",
                            LibsrtpContestant.start(ownLibsrtp, profile, payload)));
        }
        return lanes;
    }

    private Lane lane(String name, Contestant contestant) {
        return new Lane(name, contestant, rounds);
    }

    /**
     * Measures with contexts of their own, made when everything is compiled, as those of a process
     * are that has had calls before: a digest that ever ran in the interpreter keeps, and clears
     * for each packet, an array that it needs there alone.
     */
    private List<Result> measure(SrtpProfile profile, int payload)
            throws IOException, GeneralSecurityException {
        List<Lane> compiling = lanes(profile, payload);
        warmUp(compiling, WARM_UP_ROUNDS);
        compiling.forEach(Lane::close);
        List<Lane> lanes = lanes(profile, payload);
        warmUp(lanes, 1);
        for (int round = 0; round < rounds; round++) {
            for (Lane lane : lanes) {
                lane.run(round);
            }
        }
        lanes.forEach(Lane::close);
        return results(profile, payload, lanes);
    }

    private static void warmUp(List<Lane> lanes, int rounds) {
        for (int round = 0; round < rounds; round++) {
            lanes.forEach(Lane::warmUp);
        }
    }

    private static List<Result> results(SrtpProfile profile, int payload, List<Lane> lanes) {
        List<Result> results = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            for (Lane lane : lanes) {
                results.add(Result.of(profile, direction, payload, lanes.get(0), lane));
            }
        }
        return results;
    }
}
