package io.calling.srtp.verification;

import java.util.List;

/**
 * 256 common English words, a byte each. Any two differ in three letters at least and in their
 * first four, and none sounds like another word that people would write instead.
 */
final class Words {
    static final List<String> ALL =
            List.of(
                    """
            abacus acorn airport album amber angel ankle apron arena armor aspen atlas autumn
            avocado badge balcony ballad bamboo banjo barrel basket beacon beaver bench bicycle
            biscuit bonfire border bottle breeze brush bubble buffalo butter cabin cactus camel
            canoe carpet castle cedar cello chalk cherry chimney cinema circus cliff clock clover
            cobalt coconut copper cotton cradle crayon cricket crown crystal cushion daisy dancer
            desert diamond dolphin domino donkey drum eagle echo eclipse elbow elephant engine
            envelope evening fabric feather fender fiddle flute fossil fountain freckle fridge
            frost funnel galaxy garden garlic giant ginger giraffe glacier goblet gondola grape
            guitar helmet horizon hotel husky iceberg igloo indigo inkwell insect iris island ivory
            jaguar jasmine jewel jigsaw jungle juniper kayak kidney kimono kitchen kiwi koala
            ladder lagoon lantern lasso lava lemon leopard library lilac linen lizard lobster
            locket lotus lullaby magnet mammoth marble meadow mermaid meteor midnight mirror mitten
            mosaic muffin museum mushroom napkin nectar needle nickel nomad nutmeg oasis ocean
            octopus olive omelet onion opera orange orbit orchid osprey ostrich palace panda parrot
            pastel pelican pencil phoenix pickle pigeon pillow planet poem polar popcorn potato
            prairie pumpkin puzzle pyramid quarry quilt quiver rabbit radio raft rainbow raven
            ribbon rubber ruby sailor salmon sapphire scarf school seagull sheriff silver skate
            sketch slipper snail sofa spider spinach sponge squirrel stable sugar summer sunset
            swallow syrup teapot temple tennis thimble thunder toast topaz tornado tower tractor
            trumpet tulip turtle tuxedo umbrella unicorn valley vanilla vessel village violin
            volcano voyage vulture waffle walnut whistle window wombat wool yacht yogurt zebra
            zenith zodiac
            """
                            .strip()
                            .split("\\s+"));

    private Words() {}
}
