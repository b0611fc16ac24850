package io.calling.examples.browsercall;

import io.calling.EndReason;
import io.calling.PeerId;
import io.calling.examples.HostPort;
import io.calling.examples.Json;
import io.calling.examples.UsageException;
import io.calling.examples.web.Fields;
import io.calling.examples.web.PageRelay;
import io.calling.examples.web.Reply;
import io.calling.examples.web.WebServer;
import io.calling.srtp.verification.Emoji;
import io.calling.srtp.verification.ShortAuthenticationString;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The page, its signaling, the Java side and the relay. Whoever starts it closes it. */
final class BrowserCallServer implements AutoCloseable {
    private final PageRelay relay;
    private final ScheduledExecutorService alarms;
    private final Switchboard switchboard;
    private final JavaSide java;
    private final People people;
    private final WebServer web;

    private BrowserCallServer(BrowserCallOptions options, PageRelay relay, Consumer<String> story)
            throws IOException {
        this.relay = relay;
        this.alarms =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "calling-switchboard");
                            thread.setDaemon(true);
                            return thread;
                        });
        Switchboard.Alarm alarm = this::after;
        this.switchboard = new Switchboard(alarm);
        this.java = new JavaSide(switchboard, relay.provider(), options.isPrivate(), story);
        switchboard.enter(java);
        this.people = new People(switchboard, alarm, relay.json());
        this.web = web().start(options.listen());
    }

    /**
     * Starts.
     *
     * @param story told, in a line each, what happens
     */
    static BrowserCallServer start(BrowserCallOptions options, Consumer<String> story)
            throws IOException, UsageException {
        PageRelay relay = PageRelay.open(options.line());
        try {
            return new BrowserCallServer(options, relay, story);
        } catch (IOException e) {
            relay.close();
            throw e;
        }
    }

    private void after(Duration delay, Runnable task) {
        ScheduledFuture<?> unused = alarms.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private WebServer.Builder web() {
        WebServer.Builder web = WebServer.builder().page("browser-call.html");
        Arrays.asList(
                        "browser-call.js",
                        "call.css",
                        "decisions.js",
                        "icon.svg",
                        "media.js",
                        "page.js",
                        "peer.js",
                        "plots.js",
                        "sas.js",
                        "security.js",
                        "shield.js",
                        "signaling.js")
                .forEach(web::file);
        web.stream("/api/events", people::events);
        web.get("/api/vocabulary", fields -> Reply.json(vocabulary()));
        web.get("/api/java-side", this::javaSide);
        web.post("/api/enter", people::enter);
        web.post("/api/leave", people::leave);
        web.post("/api/settings", this::settings);
        web.post("/api/place", this::place);
        web.post("/api/ask-java", this::askJava);
        return calls(web);
    }

    private WebServer.Builder calls(WebServer.Builder web) {
        web.post("/api/accept", inCall((me, call) -> switchboard.accept(me, call.text("call"))));
        web.post("/api/decline", inCall((me, call) -> switchboard.decline(me, call.text("call"))));
        web.post(
                "/api/describe",
                inCall(
                        (me, call) ->
                                switchboard.describe(
                                        me,
                                        call.text("call"),
                                        call.text("sdp"),
                                        call.text("binding"))));
        web.post(
                "/api/reveal",
                inCall(
                        (me, call) ->
                                switchboard.reveal(me, call.text("call"), call.text("nonce"))));
        web.post(
                "/api/redescribe",
                inCall(
                        (me, call) ->
                                switchboard.redescribe(
                                        me,
                                        call.text("call"),
                                        call.flag("isOffer"),
                                        call.text("sdp"))));
        web.post(
                "/api/hold",
                inCall((me, call) -> switchboard.hold(me, call.text("call"), call.flag("on"))));
        web.post(
                "/api/end",
                inCall((me, call) -> switchboard.hangUp(me, call.text("call"), reason(call))));
        return web;
    }

    private WebServer.Handler inCall(BiConsumer<Person, Fields> action) {
        return fields ->
                people.with(
                        fields,
                        me -> {
                            action.accept(me, fields);
                            return Reply.done();
                        });
    }

    private static EndReason reason(Fields fields) {
        return EndReason.valueOf(fields.text("reason"));
    }

    private Reply settings(Fields fields) {
        return people.with(
                fields,
                me -> {
                    me.change(Settings.of(fields));
                    return Reply.done();
                });
    }

    private Reply place(Fields fields) {
        return people.with(
                fields,
                me ->
                        tried(
                                switchboard.place(
                                        me,
                                        PeerId.of(fields.text("to")),
                                        fields.text("call"),
                                        fields.flag("video"))));
    }

    private Reply askJava(Fields fields) {
        return people.with(fields, me -> tried(java.call(me.name(), fields.flag("video"))));
    }

    private static Reply tried(Optional<String> problem) {
        return problem.map(detail -> Reply.problem(409, detail)).orElseGet(Reply::done);
    }

    private Reply javaSide(Fields fields) {
        return java.facts(fields.text("call"))
                .map(Reply::json)
                .orElseGet(() -> Reply.problem(404, "The Java side has no such call."));
    }

    private static String vocabulary() {
        return new Json()
                .begin()
                .array("words", ShortAuthenticationString.vocabulary())
                .array("pictures", Emoji.all().stream().map(Emoji::symbol).toList())
                .array("names", Emoji.all().stream().map(Emoji::name).toList())
                .end()
                .toString();
    }

    /** Where the page is. */
    HostPort address() {
        return web.address();
    }

    /** For people. */
    String relays() {
        return relay.description();
    }

    /** Hangs up every call, releases the allocations, stops. Idempotent. */
    @Override
    public void close() {
        java.close();
        people.closeAll();
        web.close();
        alarms.shutdownNow();
        relay.close();
    }
}
