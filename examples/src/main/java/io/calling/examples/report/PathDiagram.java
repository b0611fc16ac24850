package io.calling.examples.report;

import io.calling.examples.report.CallReport.Party;

/** Alice, the relay, Bob; between them who sees whom; below what each side's bytes showed. */
final class PathDiagram {
    private final CallReport report;

    PathDiagram(CallReport report) {
        this.report = report;
    }

    String html() {
        Html html = new Html().raw("<div class=\"path\">");
        html.raw(node("alice", Icons.person(), "Alice", sees("Alice")));
        html.raw(link());
        html.raw(node("relay", Icons.relay(), "Relay", report.relay()));
        html.raw(link());
        html.raw(node("bob", Icons.person(), "Bob", sees("Bob")));
        html.raw("</div><ul class=\"evidence\">");
        for (Party party : report.parties()) {
            html.add(
                    "<li class=\"%s\">%s</li>",
                    party.hidden() ? "good" : "plain", party.evidence());
        }
        return html.raw("</ul>").toString();
    }

    private String sees(String name) {
        return report.parties().stream()
                .filter(party -> party.name().equals(name))
                .map(Party::sees)
                .findFirst()
                .orElse("in another process");
    }

    private static String node(String who, String icon, String name, String words) {
        return new Html()
                .add("<div class=\"node %s\">", who)
                .raw(icon)
                .add("<b>%s</b><span>%s</span></div>", name, words)
                .toString();
    }

    private static String link() {
        return "<div class=\"link\"><span>encrypted</span></div>";
    }
}
