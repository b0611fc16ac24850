package io.calling.examples.browsercall;

import io.calling.PeerId;
import io.calling.examples.Json;
import io.calling.examples.web.EventStream;
import io.calling.examples.web.Fields;
import io.calling.examples.web.Reply;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The people whose pages are open, each known by a secret that only its page has. Thread-safe. */
final class People {
    private static final int MOST = 32;
    private static final int LONGEST_NAME = 40;
    private static final Duration TO_LISTEN = Duration.ofSeconds(20);

    private final Switchboard switchboard;
    private final Switchboard.Alarm alarm;
    private final String relays;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Person> people = new ConcurrentHashMap<>();

    People(Switchboard switchboard, Switchboard.Alarm alarm, String relays) {
        this.switchboard = switchboard;
        this.alarm = alarm;
        this.relays = relays;
    }

    /** Somebody opens the page and has decided who may ring and who may see an address. */
    Reply enter(Fields fields) {
        String name = fields.text("name").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return Reply.problem(400, "Enter a name of 1 to 40 letters.");
        }
        if (people.size() >= MOST) {
            return Reply.problem(503, "There are too many people here: close a page first.");
        }
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        Person person = new Person(PeerId.of(name), Settings.of(fields), () -> leave(secret));
        if (!switchboard.enter(person)) {
            return Reply.problem(409, "Somebody of that name is here already: choose another.");
        }
        people.put(secret, person);
        alarm.after(TO_LISTEN, () -> leaveUnlessListening(secret));
        return Reply.json(
                new Json()
                        .begin()
                        .field("me", secret)
                        .field("name", name)
                        .raw("iceServers", relays)
                        .end()
                        .toString());
    }

    private void leaveUnlessListening(String secret) {
        Person person = people.get(secret);
        if (person != null && !person.listens()) {
            leave(secret);
        }
    }

    private void leave(String secret) {
        Person person = people.remove(secret);
        if (person != null) {
            switchboard.leave(person);
            person.events().close();
        }
    }

    /** The news for a page. */
    Optional<EventStream> events(Fields fields) {
        return Optional.ofNullable(people.get(fields.text("me"))).flatMap(Person::listen);
    }

    /** Does what a page asks for in the name of its person. */
    Reply with(Fields fields, Function<Person, Reply> action) {
        Person person = people.get(fields.text("me"));
        return person == null
                ? Reply.problem(410, "You are not here any more: reload the page.")
                : action.apply(person);
    }

    /** The page is being closed. */
    Reply leave(Fields fields) {
        leave(fields.text("me"));
        return Reply.done();
    }

    void closeAll() {
        people.keySet().forEach(this::leave);
    }
}
