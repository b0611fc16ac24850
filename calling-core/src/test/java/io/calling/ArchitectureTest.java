package io.calling;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** Who may import whom, and where the world is touched. */
@AnalyzeClasses(packages = "io.calling", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> CORE =
            resideInAnyPackage(
                    "io.calling",
                    "io.calling.policy..",
                    "io.calling.signaling..",
                    "io.calling.sdp..",
                    "io.calling.rtp..",
                    "io.calling.stats..",
                    "io.calling.diagnostics..",
                    "io.calling.media..");

    private static final DescribedPredicate<JavaClass> BELOW_THE_FACADE =
            resideInAnyPackage(
                    "io.calling.policy..",
                    "io.calling.signaling..",
                    "io.calling.sdp..",
                    "io.calling.rtp..",
                    "io.calling.media..",
                    "io.calling.stats..",
                    "io.calling.diagnostics..",
                    "io.calling.ice..",
                    "io.calling.srtp..");

    private static final DescribedPredicate<JavaClass> MACHINE =
            named(
                    "io.calling.(CallMachine|CallPhase|CallInput|CallEffect|CallTerms|CallTimes"
                            + "|CallRules|Talk|Transition|Consent|Preparing|Inviting|Screening"
                            + "|Offered|Talking|Conversation|VideoAgreement|VideoTalk|Connecting|Active|Reconnecting|Ended)");

    private static final DescribedPredicate<JavaClass> VALUES_OF_THE_FACADE =
            named("io.calling.(PeerId|Privacy|PrivacyMode|PrivacyReason|EndReason)");

    private static final DescribedPredicate<JavaClass> VALUES_BELOW =
            named(
                    "io.calling.(ice.(Candidate|CandidateType|IceCredentials|net.IpLiteral)"
                            + "|srtp.(Fingerprint|SetupRole)"
                            + "|srtp.verification.(SasCommitment|SasNonce|IdentitySignature)"
                            + "|media.(MediaKind|VideoFormat))");

    private static final DescribedPredicate<JavaClass> JAVA =
            resideInAnyPackage("java..", "org.jspecify..");

    /** Classes of this name, and those in them. */
    private static DescribedPredicate<JavaClass> named(String regex) {
        String pattern = regex.replace(".", "\\.") + "(\\$.*)?";
        return DescribedPredicate.describe(
                "named " + regex, type -> type.getBaseComponentType().getName().matches(pattern));
    }

    @ArchTest
    static final ArchRule policyKnowsOnlyValues =
            classes()
                    .that(resideInAnyPackage("io.calling.policy.."))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage("io.calling.policy..")
                                    .or(VALUES_OF_THE_FACADE)
                                    .or(VALUES_BELOW)
                                    .or(JAVA));

    @ArchTest
    static final ArchRule signalingKnowsOnlyValues =
            classes()
                    .that(resideInAnyPackage("io.calling.signaling.."))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage("io.calling.signaling..")
                                    .or(VALUES_OF_THE_FACADE)
                                    .or(VALUES_BELOW)
                                    .or(JAVA));

    /** Those who count fill them in; they know none of those. */
    @ArchTest
    static final ArchRule statisticsAreValues =
            classes()
                    .that(resideInAnyPackage("io.calling.stats.."))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage("io.calling.stats..").or(VALUES_BELOW).or(JAVA));

    /** Logs and dumps are told; they ask nobody. */
    @ArchTest
    static final ArchRule diagnosticsKnowNothing =
            classes()
                    .that(resideInAnyPackage("io.calling.diagnostics.."))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage("io.calling.diagnostics..").or(JAVA));

    @ArchTest
    static final ArchRule nothingBelowKnowsTheFacade =
            noClasses()
                    .that(BELOW_THE_FACADE)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("io.calling")
                                    .and(DescribedPredicate.not(VALUES_OF_THE_FACADE)));

    @ArchTest
    static final ArchRule thePackagesHaveNoCycles =
            slices().matching("io.calling.(*)..").should().beFreeOfCycles();

    /** The machine and all it is made of: given the same inputs, it does the same everywhere. */
    @ArchTest
    static final ArchRule theMachineIsPure =
            classes()
                    .that(MACHINE)
                    .should()
                    .onlyDependOnClassesThat(
                            MACHINE.or(named("io.calling.(CallState|VideoState|Milestone)"))
                                    .or(
                                            resideInAnyPackage(
                                                    "io.calling.policy..",
                                                    "io.calling.signaling..",
                                                    "java.lang..",
                                                    "java.util",
                                                    "java.time"))
                                    .or(VALUES_OF_THE_FACADE)
                                    .or(VALUES_BELOW));

    @ArchTest
    static final ArchRule noSocketIsOpenedHere =
            noClasses()
                    .that(CORE)
                    .should()
                    .dependOnClassesThat(
                            named(
                                            "java.net.(Socket|ServerSocket|DatagramSocket"
                                                    + "|MulticastSocket|URL|HttpURLConnection"
                                                    + "|NetworkInterface)")
                                    .or(
                                            resideInAnyPackage(
                                                    "java.nio.channels..", "java.net.http..")));

    @ArchTest
    static final ArchRule noNameIsLookedUpHere =
            noClasses()
                    .that(CORE)
                    .should()
                    .callMethod(InetAddress.class, "getByName", String.class)
                    .orShould()
                    .callMethod(InetAddress.class, "getAllByName", String.class)
                    .orShould()
                    .callMethod(InetAddress.class, "getLocalHost")
                    .orShould()
                    .callMethod(InetAddress.class, "getHostName")
                    .orShould()
                    .callMethod(InetAddress.class, "getCanonicalHostName")
                    .orShould()
                    .callMethod(InetSocketAddress.class, "getHostName")
                    .orShould()
                    .callConstructor(InetSocketAddress.class, String.class, int.class);

    @ArchTest
    static final ArchRule noClockIsReadHere =
            noClasses()
                    .that(CORE)
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule nothingIsRandomHereButTheNetwork =
            noClasses()
                    .that(CORE)
                    .and(DescribedPredicate.not(named("io.calling.NetworkRandom")))
                    .should()
                    .callConstructor(Random.class)
                    .orShould()
                    .callConstructor(SecureRandom.class)
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(ThreadLocalRandom.class);

    @ArchTest
    static final ArchRule threadsAreMadeInOnePlace =
            noClasses()
                    .that(CORE)
                    .and(DescribedPredicate.not(named("io.calling.Worker")))
                    .should()
                    .dependOnClassesThat(
                            named(
                                    "java.(util.Timer|util.concurrent.(Executors|ThreadPoolExecutor"
                                            + "|ForkJoinPool|ScheduledThreadPoolExecutor))"))
                    .orShould()
                    .callConstructor(Thread.class, Runnable.class)
                    .orShould()
                    .callConstructor(Thread.class, Runnable.class, String.class);
}
