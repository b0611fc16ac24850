package io.calling.examples.browsercall;

import io.calling.PeerId;
import io.calling.examples.web.Fields;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import java.util.Arrays;

/**
 * What a person has decided on the first page.
 *
 * @param hidden whether those in a call must not see this person's address
 * @param policy who may ring
 */
record Settings(boolean hidden, CallPolicy policy) {

    /** Anything but a clear wish for the opposite hides. */
    static Settings of(Fields fields) {
        return new Settings(!fields.text("address").equals("shown"), policy(fields));
    }

    private static CallPolicy policy(Fields fields) {
        Who who = who(fields);
        CallPolicy.Builder policy = CallPolicy.builder().ring(who);
        if (fields.flag("reveal")) {
            policy.revealPresence(who);
        }
        return policy.build();
    }

    private static Who who(Fields fields) {
        return switch (fields.text("ring")) {
            case "everyone" -> Who.anyone();
            case "chosen" -> Who.oneOf(names(fields.text("chosen")));
            default -> Who.nobody();
        };
    }

    private static PeerId[] names(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .map(PeerId::of)
                .toArray(PeerId[]::new);
    }
}
