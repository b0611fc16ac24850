package io.calling.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.calling.PeerId;
import io.calling.Privacy;
import io.calling.PrivacyMode;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom, over the classes of all modules. */
class ArchitectureTest {
    private static final String ICE = "io.calling.ice..";
    private static final String SRTP = "io.calling.srtp..";
    private static final String CODECS = "io.calling.audio..";
    private static final String KIT = "io.calling.testkit..";
    private static final String FACADE = "io.calling";
    private static final List<Class<?>> VALUES_OF_THE_FACADE =
            List.of(PeerId.class, Privacy.class, PrivacyMode.class);
    private static final String[] CORE = {
        FACADE,
        "io.calling.diagnostics..",
        "io.calling.media..",
        "io.calling.policy..",
        "io.calling.rtp..",
        "io.calling.sdp..",
        "io.calling.signaling..",
        "io.calling.stats.."
    };

    private static JavaClasses classes;

    @BeforeAll
    static void readAllModules() {
        classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.calling");
    }

    private static void mustNotUse(String user, String... used) {
        noClasses()
                .that()
                .resideInAPackage(user)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(used)
                .check(classes);
    }

    private static void mustNotUseCore(String user) {
        mustNotUse(user, CORE);
    }

    @Test
    void iceServesAlone() {
        mustNotUse(ICE, SRTP, CODECS, KIT);
        mustNotUseCore(ICE);
    }

    @Test
    void srtpServesAlone() {
        mustNotUse(SRTP, ICE, CODECS, KIT);
        mustNotUseCore(SRTP);
    }

    @Test
    void coreKnowsNeitherCodecsNorTheKit() {
        for (String core : CORE) {
            mustNotUse(core, CODECS, KIT);
        }
    }

    @Test
    void codecsKnowThePortsOfMediaOnly() {
        mustNotUse(
                CODECS,
                ICE,
                SRTP,
                KIT,
                FACADE,
                "io.calling.policy..",
                "io.calling.sdp..",
                "io.calling.signaling..");
    }

    @Test
    void whatLiesBelowTheFacadeKnowsItsValuesOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.calling.diagnostics..",
                        "io.calling.media..",
                        "io.calling.policy..",
                        "io.calling.rtp..",
                        "io.calling.sdp..",
                        "io.calling.signaling..",
                        "io.calling.stats..")
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "are of the facade and no values",
                                used ->
                                        used.getPackageName().equals(FACADE)
                                                && !isValue(used.getBaseComponentType())))
                .check(classes);
    }

    private static boolean isValue(JavaClass used) {
        return VALUES_OF_THE_FACADE.stream().anyMatch(used::isEquivalentTo);
    }

    @Test
    void policyKnowsNothingBelowCore() {
        mustNotUse("io.calling.policy..", ICE, SRTP, "io.calling.signaling..", "io.calling.sdp..");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.calling.(**)").should().beFreeOfCycles().check(classes);
    }
}
