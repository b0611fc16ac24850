package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.VideoState.Off;
import io.calling.media.MediaKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What listeners are told that are slow, as a user interface is that waits for its user. */
class ObserversTest {
    private static final VideoState OFF = new Off(Off.Cause.NOT_ASKED);
    private static final VideoState OFFERED = new VideoState.Offered();
    private static final VideoState ENDED = new Off(Off.Cause.THEIR_CHOICE);

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean rejects;
    private final Executor slow =
            task -> {
                if (rejects) {
                    throw new RejectedExecutionException();
                }
                tasks.add(task);
            };
    private final Observers observers = new Observers(slow, new CallState.Connecting());
    private final List<VideoState> video = new ArrayList<>();

    private void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Else its user might believe that a camera is on, or that nobody asks. */
    @Test
    void whateverWasLeftOutTheLastThingThatAStalledListenerHearsIsHowItIs() {
        observers.addForVideo(video::add);
        for (int i = 0; i < 1_000; i++) {
            observers.tellVideo(OFFERED);
            observers.tellVideo(ENDED);
        }
        observers.tellVideo(OFFERED);
        run();
        assertThat(video).startsWith(OFF, OFFERED, ENDED).endsWith(OFFERED);
        assertThat(video).hasSizeLessThanOrEqualTo(1 + Topic.MAX_WAITING);
    }

    @Test
    void whoIsToldOfOneThingAgainAndAgainHearsOfTheOthersToo() {
        List<Set<MediaKind>> mutes = new ArrayList<>();
        observers.addForVideo(video::add);
        observers.addForMutes(mutes::add);
        for (int i = 0; i < 1_000; i++) {
            observers.tellVideo(OFFERED);
        }
        observers.tellMuted(Set.of(MediaKind.AUDIO));
        run();
        assertThat(mutes).containsExactly(Set.of(), Set.of(MediaKind.AUDIO));
    }

    @Test
    void whoIsNotSlowHearsEachChangeInOrder() {
        List<String> heard = new ArrayList<>();
        observers.add(state -> heard.add("call"));
        observers.addForVideo(state -> heard.add("video"));
        run();
        observers.tell(new CallState.Active());
        observers.tellVideo(OFFERED);
        observers.tell(new CallState.OnHold(false, true));
        observers.tellVideo(ENDED);
        run();
        assertThat(heard).containsExactly("call", "video", "call", "video", "call", "video");
    }

    @Test
    void whatAnExecutorRefusedIsNotToldInThePlaceOfSomethingNewer() {
        observers.addForVideo(video::add);
        run();
        rejects = true;
        observers.tellVideo(OFFERED);
        rejects = false;
        observers.tellVideo(ENDED);
        run();
        assertThat(video).containsExactly(OFF, ENDED);
    }

    @Test
    void whoComesLateHearsHowItIsNow() {
        Stream.of(OFFERED, ENDED).forEach(observers::tellVideo);
        observers.addForVideo(video::add);
        run();
        assertThat(video).containsExactly(ENDED);
    }
}
