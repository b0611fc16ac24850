package io.calling.examples.browsercall;

import io.calling.PeerId;
import io.calling.examples.web.EventStream;
import io.calling.policy.CallPolicy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody at a browser. Thread-safe. */
final class Person implements Party {
    private final PeerId name;
    private final EventStream events;
    private final AtomicBoolean listens = new AtomicBoolean();
    private volatile Settings settings;

    /**
     * @param onGone told when the page is gone
     */
    Person(PeerId name, Settings settings, Runnable onGone) {
        this.name = name;
        this.settings = settings;
        this.events = new EventStream(onGone);
    }

    @Override
    public PeerId name() {
        return name;
    }

    @Override
    public CallPolicy policy() {
        return settings.policy();
    }

    @Override
    public boolean wantsRelay() {
        return settings.hidden();
    }

    @Override
    public void tell(Notice notice) {
        events.send(NoticeJson.of(notice));
    }

    /** For the calls to come. */
    void change(Settings value) {
        settings = value;
    }

    EventStream events() {
        return events;
    }

    boolean listens() {
        return listens.get();
    }

    /** The news, for the one page that the person has. */
    Optional<EventStream> listen() {
        return listens.compareAndSet(false, true) ? Optional.of(events) : Optional.empty();
    }
}
