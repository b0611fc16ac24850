package io.calling.testkit.net;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What stays the same of a text in Base64, wherever in a longer one it stands. Pure. */
final class Base64Forms {
    private Base64Forms() {}

    /**
     * One form for each place in a group of three bytes; the ends, which depend on neighbours, cut
     * off.
     */
    static List<String> of(byte[] text) {
        List<String> forms = new ArrayList<>();
        for (int before = 0; before < 3; before++) {
            byte[] placed = new byte[before + text.length];
            System.arraycopy(text, 0, placed, before, text.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(placed);
            int first = before == 0 ? 0 : before + 1;
            int last = placed.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
            forms.add(encoded.substring(first, last));
        }
        return forms;
    }
}
