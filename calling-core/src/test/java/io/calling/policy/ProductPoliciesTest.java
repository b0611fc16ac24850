package io.calling.policy;

import static io.calling.policy.Facts.rings;
import static io.calling.policy.Facts.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.PeerId;
import io.calling.PrivacyMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table in docs/policy.md, row by row: the rules of products, and the policies of ours. */
class ProductPoliciesTest {
    private static final Path DOC = Path.of("../docs/policy.md");
    private static final Path SOURCE =
            Path.of("src/test/java/io/calling/policy/ProductPoliciesTest.java");

    private static final PeerId EVE = PeerId.of("eve");
    private static final PeerId GRANNY = PeerId.of("granny");

    // begin: X
    private final CallPolicy x =
            CallPolicy.builder()
                    .deny(Who.blocked())
                    .deny(Who.not(Who.peopleIMessaged()))
                    .ring(Who.addressBook())
                    .ring(Who.peopleIFollow())
                    .ring(Who.verified())
                    .dontCall(Who.not(Who.peopleWhoMessagedMe()))
                    .direct(Who.anyone())
                    .build();

    // end
    // begin: X, enhanced call privacy
    private final CallPolicy xPrivate =
            CallPolicy.builder().deny(Who.blocked()).ring(Who.peopleIMessaged()).build();

    // end
    // begin: Signal
    private final CallPolicy signal =
            CallPolicy.builder()
                    .deny(Who.blocked())
                    .ring(Who.contacts())
                    .ring(Who.peopleIMessaged())
                    .revealPresence(Who.contacts())
                    .direct(Who.contacts())
                    .build();

    // end
    // begin: WhatsApp
    private final CallPolicy whatsApp =
            CallPolicy.builder()
                    .deny(Who.blocked())
                    .silence(Who.not(Who.contacts().or(Who.peopleIMessaged())))
                    .ring(Who.anyone())
                    .revealPresence(Who.contacts())
                    .direct(Who.anyone())
                    .build();

    // end
    // begin: Telegram
    private final CallPolicy telegram =
            CallPolicy.builder()
                    .deny(Who.oneOf(PeerId.of("eve")))
                    .ring(Who.oneOf(PeerId.of("granny")))
                    .ring(Who.contacts())
                    .revealPresence(Who.contacts())
                    .relayOnly(Who.oneOf(PeerId.of("granny")))
                    .direct(Who.contacts())
                    .build();

    // end
    // begin: FaceTime
    private final CallPolicy faceTime =
            CallPolicy.builder()
                    .deny(Who.blocked())
                    .ring(Who.anyone())
                    .revealPresence(Who.anyone())
                    .directAfterAccept(Who.anyone())
                    .build();

    // end
    // begin: Threema
    private final CallPolicy threema =
            CallPolicy.builder()
                    .deny(Who.blocked())
                    .ring(Who.contacts())
                    .revealPresence(Who.contacts())
                    .direct(Who.contacts().and(Who.provenIdentity()))
                    .build();

    // end
    // begin: Element
    private final CallPolicy element =
            CallPolicy.builder()
                    .deny(Who.blocked())
                    .ring(Who.are(Relation.SAME_GROUP))
                    .revealPresence(Who.are(Relation.SAME_GROUP))
                    .direct(Who.anyone())
                    .build();

    // end

    /** A row of the table: whose rule, what it says, and which line of the policy says so. */
    private record Row(String product, String rule, String line, Runnable holds) {
        String key() {
            return product + " | " + rule + " | " + line;
        }
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        addX(rows);
        addSignalAndWhatsApp(rows);
        addTelegramAndFaceTime(rows);
        addThreemaAndElement(rows);
        return rows;
    }

    private void addX(List<Row> rows) {
        Relation wrote = Relation.MESSAGED_BY_ME;
        rows.add(
                new Row(
                        "X",
                        "people in your address book may call",
                        ".ring(Who.addressBook())",
                        () -> ring(x, wrote, Relation.IN_ADDRESS_BOOK)));
        rows.add(
                new Row(
                        "X",
                        "people you follow may call",
                        ".ring(Who.peopleIFollow())",
                        () -> ring(x, wrote, Relation.FOLLOWED)));
        rows.add(
                new Row(
                        "X",
                        "verified accounts may call",
                        ".ring(Who.verified())",
                        () -> ring(x, wrote, Relation.VERIFIED_ACCOUNT)));
        rows.add(
                new Row(
                        "X",
                        "a caller can ring only someone who has messaged them",
                        ".deny(Who.not(Who.peopleIMessaged()))",
                        () -> refuse(x, Relation.FOLLOWED, Relation.MESSAGED_ME)));
        rows.add(
                new Row(
                        "X",
                        "the same, on the caller's side",
                        ".dontCall(Who.not(Who.peopleWhoMessagedMe()))",
                        () -> {
                            assertThat(rings(x.decide(to(Relation.MESSAGED_ME)))).isTrue();
                            assertThat(rings(x.decide(to(Relation.MESSAGED_BY_ME)))).isFalse();
                        }));
        rows.add(
                new Row(
                        "X",
                        "each party sees the other's address",
                        ".direct(Who.anyone())",
                        () ->
                                assertThat(x.widestPrivacy(Facts.from()))
                                        .isEqualTo(PrivacyMode.DIRECT)));
        rows.add(
                new Row(
                        "X, enhanced call privacy",
                        "the call is relayed, and who wants it is masked",
                        "",
                        () -> {
                            relayed(xPrivate, wrote);
                            ring(xPrivate, wrote);
                        }));
    }

    private void addSignalAndWhatsApp(List<Row> rows) {
        rows.add(
                new Row(
                        "Signal",
                        "contacts may call",
                        ".ring(Who.contacts())",
                        () -> ring(signal, Relation.CONTACT)));
        rows.add(
                new Row(
                        "Signal",
                        "others after a message request was accepted",
                        ".ring(Who.peopleIMessaged())",
                        () -> {
                            ring(signal, Relation.MESSAGED_BY_ME);
                            refuse(signal, Relation.MESSAGED_ME);
                        }));
        rows.add(
                new Row(
                        "Signal",
                        "relayed when the caller is not a contact",
                        ".direct(Who.contacts())",
                        () -> {
                            relayed(signal, Relation.MESSAGED_BY_ME);
                            assertThat(signal.widestPrivacy(Facts.from(Relation.CONTACT)))
                                    .isEqualTo(PrivacyMode.DIRECT);
                        }));
        rows.add(
                new Row(
                        "WhatsApp",
                        "everyone may call",
                        ".ring(Who.anyone())",
                        () -> ring(whatsApp, Relation.CONTACT)));
        rows.add(
                new Row(
                        "WhatsApp",
                        "\"silence unknown callers\"",
                        ".silence(Who.not(Who.contacts().or(Who.peopleIMessaged())))",
                        () -> {
                            refuse(whatsApp, Relation.VERIFIED_ACCOUNT);
                            ring(whatsApp, Relation.MESSAGED_BY_ME);
                        }));
        rows.add(
                new Row(
                        "WhatsApp",
                        "\"protect IP address in calls\" is off",
                        ".direct(Who.anyone())",
                        () ->
                                assertThat(whatsApp.widestPrivacy(Facts.from()))
                                        .isEqualTo(PrivacyMode.DIRECT)));
    }

    private void addTelegramAndFaceTime(List<Row> rows) {
        rows.add(
                new Row(
                        "Telegram",
                        "\"my contacts\"",
                        ".ring(Who.contacts())",
                        () -> {
                            ring(telegram, Relation.CONTACT);
                            refuse(telegram);
                        }));
        rows.add(
                new Row(
                        "Telegram",
                        "\"always allow\" some",
                        ".ring(Who.oneOf(PeerId.of(\"granny\")))",
                        () -> assertThat(rings(telegram.decide(of(GRANNY)))).isTrue()));
        rows.add(
                new Row(
                        "Telegram",
                        "\"never allow\" some",
                        ".deny(Who.oneOf(PeerId.of(\"eve\")))",
                        () ->
                                assertThat(rings(telegram.decide(of(EVE, Relation.CONTACT))))
                                        .isFalse()));
        rows.add(
                new Row(
                        "Telegram",
                        "peer to peer: \"my contacts\"",
                        ".direct(Who.contacts())",
                        () ->
                                assertThat(telegram.widestPrivacy(Facts.from(Relation.CONTACT)))
                                        .isEqualTo(PrivacyMode.DIRECT)));
        rows.add(
                new Row(
                        "Telegram",
                        "peer to peer: \"never\" with some",
                        ".relayOnly(Who.oneOf(PeerId.of(\"granny\")))",
                        () ->
                                assertThat(telegram.widestPrivacy(of(GRANNY, Relation.CONTACT)))
                                        .isEqualTo(PrivacyMode.RELAY_ONLY)));
        rows.add(
                new Row(
                        "FaceTime",
                        "anyone who knows the id may call",
                        ".ring(Who.anyone())",
                        () -> ring(faceTime)));
        rows.add(
                new Row(
                        "FaceTime",
                        "a list of the blocked",
                        ".deny(Who.blocked())",
                        () -> refuse(faceTime, Relation.BLOCKED, Relation.CONTACT)));
        rows.add(
                new Row(
                        "FaceTime",
                        "starts relayed, then goes peer to peer",
                        ".directAfterAccept(Who.anyone())",
                        () ->
                                assertThat(faceTime.widestPrivacy(Facts.from()))
                                        .isEqualTo(PrivacyMode.DIRECT_AFTER_ACCEPT)));
    }

    private void addThreemaAndElement(List<Row> rows) {
        rows.add(
                new Row(
                        "Threema",
                        "contacts may call",
                        ".ring(Who.contacts())",
                        () -> {
                            ring(threema, Relation.CONTACT);
                            refuse(threema, Relation.MESSAGED_BY_ME);
                        }));
        rows.add(
                new Row(
                        "Threema",
                        "relayed for contacts who are not verified",
                        ".direct(Who.contacts().and(Who.provenIdentity()))",
                        () -> {
                            relayed(threema, Relation.CONTACT);
                            assertThat(
                                            threema.widestPrivacy(
                                                    Facts.from(Relation.CONTACT).proven(true)))
                                    .isEqualTo(PrivacyMode.DIRECT);
                        }));
        rows.add(
                new Row(
                        "Element",
                        "members of a room may call",
                        ".ring(Who.are(Relation.SAME_GROUP))",
                        () -> {
                            ring(element, Relation.SAME_GROUP);
                            refuse(element, Relation.CONTACT);
                        }));
        rows.add(
                new Row(
                        "Element",
                        "peer to peer is allowed",
                        ".direct(Who.anyone())",
                        () ->
                                assertThat(element.widestPrivacy(Facts.from()))
                                        .isEqualTo(PrivacyMode.DIRECT)));
    }

    private static CallFacts of(PeerId peer, Relation... relations) {
        return CallFacts.incoming(CallerFacts.of(peer, relations));
    }

    private static void ring(CallPolicy policy, Relation... relations) {
        assertThat(rings(policy.decide(Facts.from(relations)))).isTrue();
    }

    /** Like all refusals towards people who may not know, it looks like no answer. */
    private static void refuse(CallPolicy policy, Relation... relations) {
        assertThat(rings(policy.decide(Facts.from(relations)))).isFalse();
    }

    private static void relayed(CallPolicy policy, Relation... relations) {
        assertThat(policy.widestPrivacy(Facts.from(relations))).isEqualTo(PrivacyMode.RELAY_ONLY);
    }

    @TestFactory
    List<DynamicTest> eachRowHolds() {
        return rows().stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.product() + ": " + row.rule(), row.holds()::run))
                .toList();
    }

    @Test
    void theTableInTheDocumentIsTheseRows() throws IOException {
        assertThat(documentedRows()).isEqualTo(rows().stream().map(Row::key).toList());
    }

    @Test
    void theCodeInTheDocumentIsTheCodeHere() throws IOException {
        assertThat(documentedCode()).isEqualTo(compiledCode());
    }

    @Test
    void eachRowsLineIsALineOfItsPolicy() throws IOException {
        Map<String, String> code = compiledCode();
        assertThat(rows())
                .allSatisfy(row -> assertThat(code.get(row.product())).contains(row.line()));
    }

    @Test
    void eachPolicyIsShownAsTextToo() throws IOException {
        String document = Files.readString(DOC);
        assertThat(List.of(x, xPrivate, signal, whatsApp, telegram, faceTime, threema, element))
                .allSatisfy(policy -> assertThat(document).contains(policy.text()));
    }

    /** {@code | product | rule | `line` |}. */
    private static List<String> documentedRows() throws IOException {
        Matcher row =
                Pattern.compile(
                                "^\\| ([^|]+) \\| ([^|]+) \\| (?:`([^`]*)`|the default) \\|$",
                                Pattern.MULTILINE)
                        .matcher(Files.readString(DOC));
        return row.results()
                .map(
                        found ->
                                found.group(1)
                                        + " | "
                                        + found.group(2)
                                        + " | "
                                        + (found.group(3) == null ? "" : found.group(3)))
                .toList();
    }

    private static Map<String, String> documentedCode() throws IOException {
        Matcher code =
                Pattern.compile(
                                "^### (.+?)\n\n```java\n(.*?)```",
                                Pattern.DOTALL | Pattern.MULTILINE)
                        .matcher(Files.readString(DOC));
        Map<String, String> all = new TreeMap<>();
        code.results().forEach(found -> all.put(found.group(1), found.group(2)));
        return all;
    }

    /** What stands after the name of each policy, as far as its semicolon. */
    private static Map<String, String> compiledCode() throws IOException {
        Matcher code =
                Pattern.compile("// begin: (.+?)\n[^=]+=\n(.*?;\n)\n? *// end", Pattern.DOTALL)
                        .matcher(Files.readString(SOURCE));
        Map<String, String> all = new TreeMap<>();
        code.results()
                .forEach(
                        found ->
                                all.put(
                                        found.group(1),
                                        found.group(2).stripTrailing().stripIndent() + "\n"));
        return all;
    }
}
