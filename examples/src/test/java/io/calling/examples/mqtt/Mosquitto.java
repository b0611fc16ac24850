package io.calling.examples.mqtt;

import io.calling.examples.hosts.Certificate;
import io.calling.examples.hosts.Coturn;
import io.calling.examples.hosts.Program;
import io.calling.examples.hosts.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Debian's mosquitto with the configuration of the documentation, on loopback. */
final class Mosquitto implements AutoCloseable {
    private static final Path DOCS = Path.of("../docs");
    private static final String BRIDGE = "the password between brokers";

    private final Path directory;
    private final Certificate certificate;
    private final int port;
    private final String text;
    private @Nullable Program program;

    private Mosquitto(Path directory, int port, Certificate certificate, String text) {
        this.directory = directory;
        this.port = port;
        this.certificate = certificate;
        this.text = text;
    }

    /** Starts one with these accounts, whose passwords are {@link #password}. */
    static Mosquitto start(Path directory, String... accounts) throws Exception {
        return start(directory, null, accounts);
    }

    /** Starts one that is joined to {@code other}. */
    static Mosquitto startBeside(Mosquitto other, Path directory, String... accounts)
            throws Exception {
        return start(directory, other, accounts);
    }

    private static Mosquitto start(Path directory, @Nullable Mosquitto other, String... accounts)
            throws Exception {
        Tools.require("mosquitto", "mosquitto_passwd", "openssl");
        Files.createDirectories(directory);
        int port = Coturn.freePort();
        Certificate certificate = Certificate.make(directory, "DNS:localhost,IP:127.0.0.1");
        String text = configuration(directory, port, certificate);
        if (other != null) {
            text = bridged(text, other);
        }
        Path passwords = Files.createFile(directory.resolve("passwords"));
        addUser(passwords, "bridge", BRIDGE);
        for (String account : accounts) {
            addUser(passwords, account, password(account));
        }
        Files.copy(DOCS.resolve("mosquitto.acl"), directory.resolve("mosquitto.acl"));
        Mosquitto broker = new Mosquitto(directory, port, certificate, text);
        broker.startAgain();
        return broker;
    }

    static String password(String account) {
        return "password of " + account;
    }

    private static void addUser(Path passwords, String name, String password)
            throws IOException, InterruptedException {
        Program.run(List.of("mosquitto_passwd", "-b", passwords.toString(), name, password));
    }

    /** The file as it stands, but for what it says to change and for its folders. */
    private static String configuration(Path directory, int port, Certificate certificate)
            throws IOException {
        return Files.readString(DOCS.resolve("mosquitto.conf"))
                .replace("listener 8883", "listener " + port + " 127.0.0.1")
                .replace("/etc/mosquitto/certificate.pem", certificate.file().toString())
                .replace("/etc/mosquitto/key.pem", certificate.key().toString())
                .replace("/etc/mosquitto/", directory + "/")
                .replace("/var/lib/mosquitto/", directory + "/")
                // A test's folders are those of the user who runs it; its log says when it is
                // ready.
                .concat("\nuser " + System.getProperty("user.name"))
                .concat("\nlog_dest stderr\nlog_type all\n");
    }

    private static String bridged(String text, Mosquitto other) {
        return text.replaceAll("(?m)^#(?=[a-z])", "")
                .replace("second.example.org:8883", "127.0.0.1:" + other.port)
                .replace("/etc/ssl/certs/ca-certificates.crt", other.certificate.file().toString())
                .replace("remote_password CHANGE", "remote_password " + BRIDGE);
    }

    /** After {@link #close()}: the same broker, with what it has kept. */
    void startAgain() throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("mosquitto.conf"), text);
        Program started = Program.start(List.of("mosquitto", "-c", file.toString()));
        program = started;
        try {
            started.awaitLine(" running");
        } catch (InterruptedException | AssertionError e) {
            close();
            throw e;
        }
    }

    /** Waits until it has said this. */
    void awaitLine(String words) throws InterruptedException {
        Program running = program;
        if (running == null) {
            throw new IllegalStateException("the broker does not run");
        }
        running.awaitLine(words);
    }

    /** With TLS, and the broker's own certificate as the only authority. */
    MqttBroker address() throws IOException {
        return address("localhost");
    }

    MqttBroker address(String host) throws IOException {
        return MqttBroker.at("mqtts://" + host + ":" + port).trusting(certificate.file());
    }

    /** What to trust, to believe that it is this broker. */
    Path authority() {
        return certificate.file();
    }

    @Override
    public void close() {
        Program running = program;
        program = null;
        if (running != null) {
            running.close();
        }
    }
}
