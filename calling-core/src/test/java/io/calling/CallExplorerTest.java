package io.calling;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state that two or three devices can reach within the bounds of {@link ModelScenarios}. With
 * {@code -Dcalling.explorer=large} the bounds are wider, and it takes some minutes and 1.5 GB.
 */
class CallExplorerTest {
    static List<ModelScenario> scenarios() {
        return "large".equals(System.getProperty("calling.explorer"))
                ? ModelScenarios.large()
                : ModelScenarios.usual();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void L05_L24_L25_L28_noReachableStateBreaksAPromise(ModelScenario scenario) {
        Explorer.Result result = new Explorer(scenario, ModelBehaviour.REAL).run();
        System.out.println(result);
        assertThat(result.finding()).isEmpty();
        assertThat(result.states()).as("is explored at all").isGreaterThan(50);
    }

    static Stream<Planted> faults() {
        return Stream.<Planted[]>of(PlantedFault.values(), PlantedVideoFault.values())
                .flatMap(Stream::of);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aPlantedFaultIsFound(Planted fault) {
        Optional<Explorer.Finding> finding =
                ModelScenarios.usual().stream()
                        .sorted(comparing(scenario -> !scenario.name().equals(fault.scenario())))
                        .map(scenario -> new Explorer(scenario, fault).run())
                        .flatMap(result -> result.finding().stream())
                        .findFirst();
        assertThat(finding).as("a way to the fault").isPresent();
        System.out.println(fault + ": " + finding.orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void aSlipIsFoundByThePromiseThatItBreaks(PlantedSlip slip) {
        Optional<Explorer.Finding> finding =
                new Explorer(scenario(slip.scenario()), slip).run().finding();
        System.out.println(slip + ": " + finding.map(Object::toString).orElse("not found"));
        assertThat(finding.map(Explorer.Finding::promise)).contains(slip.promise());
    }

    private static ModelScenario scenario(String name) {
        return ModelScenarios.usual().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theWayToAFaultIsTheShortest() {
        Explorer.Finding finding =
                new Explorer(scenario("one call"), PlantedFault.RINGING_TOLD_TO_ALL)
                        .run()
                        .finding()
                        .orElseThrow();
        assertThat(finding.promise()).isEqualTo("the caller was told something");
        assertThat(finding.way()).hasSize(4); // place, candidate, invite, decision
    }

    @Test
    void theWayToAnswersWithoutEndEndsWhereTheyBegin() {
        Explorer.Finding finding =
                new Explorer(scenario(PlantedSlip.HOLD_ECHOED.scenario()), PlantedSlip.HOLD_ECHOED)
                        .run()
                        .finding()
                        .orElseThrow();
        assertThat(finding.way()).last().asString().endsWith("HOLD");
    }
}
