package io.calling.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.examples.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebServerTest {
    private final CountDownLatch gone = new CountDownLatch(1);
    private final EventStream events = new EventStream(gone::countDown);
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server =
                WebServer.builder()
                        .page("browser-call.html")
                        .file("call.css")
                        .get("/api/name", fields -> Reply.json("\"" + fields.text("name") + "\""))
                        .post("/api/flag", fields -> Reply.json("" + fields.flag("on")))
                        .stream("/api/events", fields -> Optional.of(events))
                        .start(new HostPort("127.0.0.1", 0));
    }

    @AfterEach
    void stop() {
        events.close();
        server.close();
    }

    private String ask(String head, String body) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
            String request =
                    head + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write((request + body).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String here() {
        return "Host: 127.0.0.1:" + server.address().port();
    }

    @Test
    void servesThePageAndForbidsItEverythingFromElsewhere() throws Exception {
        assertThat(ask("GET / HTTP/1.1\r\n" + here(), ""))
                .startsWith("HTTP/1.1 200")
                .contains("default-src 'none'")
                .contains("Who may see your IP address when you talk?");
        assertThat(ask("GET /call.css HTTP/1.1\r\n" + here(), "")).contains("text/css");
    }

    @Test
    void readsFieldsOfQueriesAndForms() throws Exception {
        assertThat(ask("GET /api/name?name=Anna+%C3%84 HTTP/1.1\r\n" + here(), ""))
                .endsWith("\"Anna Ä\"");
        assertThat(ask("POST /api/flag HTTP/1.1\r\n" + here(), "on=true&on=false&x"))
                .endsWith("true");
    }

    @Test
    void whatMakesNoSenseIsRefused() throws Exception {
        assertThat(ask("GET /api/name?name=%zz HTTP/1.1\r\n" + here(), ""))
                .startsWith("HTTP/1.1 400");
        assertThat(ask("GET /../pom.xml HTTP/1.1\r\n" + here(), "")).startsWith("HTTP/1.1 404");
        assertThat(ask("POST /api/name HTTP/1.1\r\n" + here(), "")).startsWith("HTTP/1.1 404");
    }

    @Test
    void anotherNameThatLeadsHereIsRefused() throws Exception {
        assertThat(ask("GET / HTTP/1.1\r\nHost: evil.example:80", "")).startsWith("HTTP/1.1 403");
        assertThat(ask("GET /api/events HTTP/1.1\r\nHost: evil.example", ""))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void aPageOfAnotherSiteIsRefused() throws Exception {
        String head = "POST /api/flag HTTP/1.1\r\n" + here() + "\r\nOrigin: ";
        assertThat(ask(head + "https://evil.example", "on=true")).startsWith("HTTP/1.1 403");
        assertThat(ask(head + "null", "on=true")).startsWith("HTTP/1.1 403");
        String own = "http://127.0.0.1:" + server.address().port();
        assertThat(ask(head + own, "on=true")).startsWith("HTTP/1.1 200");
    }

    @Test
    void eventsArriveInOrderAndTheEndIsNoticed() throws Exception {
        events.send("1");
        events.send("2");
        events.close();
        assertThat(ask("GET /api/events HTTP/1.1\r\n" + here(), ""))
                .contains("text/event-stream")
                .containsSubsequence("data: 1\n\n", "data: 2\n\n");
        assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aPageThatIsClosedIsNoticed() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
            String request = "GET /api/events HTTP/1.1\r\n" + here() + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');
        }
        assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
