package app;

import io.calling.audio.OpusSink;
import io.calling.audio.OpusSource;
import io.calling.media.Media;

/** What a call on Android speaks and hears. */
public final class AndroidCall {
    private AndroidCall() {}

    static Media media() {
        // cookbook: Android
        Media media =
                Media.audio(
                        new OpusSource(new AndroidMicrophone()),
                        new OpusSink(new AndroidSpeaker()));
        // cookbook: end
        return media;
    }
}
