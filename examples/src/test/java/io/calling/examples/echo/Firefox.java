package io.calling.examples.echo;

import io.calling.examples.hosts.Certificate;
import io.calling.examples.hosts.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's Firefox without a window, with a profile of its own that asks nobody for anything. */
final class Firefox {
    private static final Pattern TLS_RELAY = Pattern.compile("turns:([^?]+).*");

    /** The object identifier of SHA-256, by which an exception names a certificate. */
    private static final String SHA_256 = "OID.2.16.840.1.101.3.4.2.1";

    private static final String SERVICES =
            String.join(
                    ",",
                    "firefox.settings.services.mozilla.com",
                    "firefox-settings-attachments.cdn.mozilla.net",
                    "content-signature-2.cdn.mozilla.net",
                    "push.services.mozilla.com",
                    "incoming.telemetry.mozilla.org",
                    "aus5.mozilla.org",
                    "safebrowsing.googleapis.com",
                    "location.services.mozilla.com");

    /**
     * The names of its maker's services lead to this machine, so that none is reached; the
     * microphone and the camera are made up; the page may play and hear without a click.
     */
    private static final List<String> PREFERENCES =
            List.of(
                    "\"network.dns.localDomains\", \"" + SERVICES + "\"",
                    "\"dom.push.connection.enabled\", false",
                    "\"network.captive-portal-service.enabled\", false",
                    "\"network.connectivity-service.enabled\", false",
                    "\"network.lna.enabled\", false",
                    "\"app.update.enabled\", false",
                    "\"app.normandy.enabled\", false",
                    "\"extensions.update.enabled\", false",
                    "\"extensions.systemAddon.update.enabled\", false",
                    "\"media.gmp-manager.updateEnabled\", false",
                    "\"datareporting.policy.dataSubmissionEnabled\", false",
                    "\"datareporting.policy.dataSubmissionPolicyBypassNotification\", true",
                    "\"toolkit.telemetry.enabled\", false",
                    "\"browser.shell.checkDefaultBrowser\", false",
                    "\"browser.aboutwelcome.enabled\", false",
                    "\"browser.startup.homepage_override.mstone\", \"ignore\"",
                    "\"browser.dom.window.dump.enabled\", true",
                    "\"media.navigator.streams.fake\", true",
                    "\"media.navigator.permission.disabled\", true",
                    "\"media.autoplay.default\", 0",
                    "\"media.autoplay.blocking_policy\", 0",
                    "\"media.peerconnection.ice.loopback\", true",
                    "\"media.peerconnection.ice.obfuscate_host_addresses\", false");

    private Firefox() {}

    /** Starts it on a page; a page in a file tells its result on the terminal. */
    static List<String> command(
            Path profile, String page, Map<String, String> asked, Certificate trusted)
            throws IOException {
        Tools.require("firefox-esr");
        Files.createDirectories(profile);
        Files.write(
                profile.resolve("user.js"),
                PREFERENCES.stream().map(line -> "user_pref(" + line + ");").toList());
        Matcher relay = TLS_RELAY.matcher(asked.get("relay"));
        if (relay.matches()) {
            Files.writeString(
                    profile.resolve("cert_override.txt"),
                    String.join("\t", relay.group(1) + ":", SHA_256, fingerprint(trusted), "\n"));
        }
        List<String> command = new ArrayList<>();
        command.addAll(List.of("env", "HOME=" + profile, "MOZ_CRASHREPORTER_DISABLE=1"));
        command.addAll(List.of("firefox-esr", "--headless", "--no-remote"));
        command.addAll(List.of("--profile", profile.toString(), page + Browser.query(asked)));
        return command;
    }

    private static String fingerprint(Certificate certificate) throws IOException {
        try (InputStream pem = Files.newInputStream(certificate.file())) {
            byte[] encoded =
                    CertificateFactory.getInstance("X.509").generateCertificate(pem).getEncoded();
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (GeneralSecurityException e) {
            throw new IOException("no fingerprint of " + certificate.file(), e);
        }
    }
}
