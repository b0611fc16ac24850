package io.calling.srtp.verification;

import java.util.Arrays;
import java.util.List;

/**
 * One of 64 pictures that are told apart at a glance, over a bad line and by a screen reader.
 *
 * @param symbol a single code point, shown as a picture without a variation selector
 * @param name in English, to be said aloud
 */
public record Emoji(String symbol, String name) {
    /** All of them; six bits each. */
    static final List<Emoji> ALL =
            Arrays.stream(
                            """
            🐶 dog; 🐱 cat; 🐴 horse; 🐘 elephant; 🐰 rabbit; 🐸 frog;
            🐧 penguin; 🐢 turtle; 🐳 whale; 🐙 octopus; 🦋 butterfly; 🐝 bee;
            🐌 snail; 🦀 crab; 🦉 owl; 🐍 snake; 🐪 camel; 🦊 fox;
            🐻 bear; 🐑 sheep; 🌵 cactus; 🌳 tree; 🌻 sunflower; 🍄 mushroom;
            🚂 train; 🌹 rose; 🍌 banana; 🍎 apple; 🍓 strawberry; 🍇 grapes;
            🍋 lemon; 🌽 corn; 🍕 pizza; 🎂 cake; 🍩 doughnut; 🥕 carrot;
            🚲 bicycle; 🍍 pineapple; 🚀 rocket; 🍞 bread; 🌙 moon; ⭐ star;
            🌈 rainbow; 🔥 fire; ⛄ snowman; ⚡ lightning; 🎩 hat; 👓 glasses;
            🔑 key; 🔨 hammer; 💡 bulb; 📕 book; 🎁 gift; ⏰ clock;
            🔔 bell; ☔ umbrella; ⚓ anchor; 🎈 balloon; 🎸 guitar; 🎺 trumpet;
            🥁 drum; ⛵ boat; 🎲 dice; 🏆 trophy
            """
                                    .split(";\\s+"))
                    .map(Emoji::read)
                    .toList();

    private static Emoji read(String entry) {
        String stripped = entry.strip();
        int space = stripped.indexOf(' ');
        return new Emoji(stripped.substring(0, space), stripped.substring(space + 1));
    }

    /** All 64, in the order of the six bits that choose one; for implementations elsewhere. */
    public static List<Emoji> all() {
        return ALL;
    }

    @Override
    public String toString() {
        return symbol;
    }
}
