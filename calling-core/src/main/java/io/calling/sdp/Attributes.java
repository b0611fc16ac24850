package io.calling.sdp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The attributes of a session or of one media section, in their order. */
record Attributes(List<Attribute> list) {
    static final Attributes NONE = new Attributes(List.of());

    Attributes {
        list = List.copyOf(list);
    }

    boolean has(String name) {
        return list.stream().anyMatch(attribute -> attribute.name().equals(name));
    }

    Optional<String> first(String name) {
        return values(name).findFirst();
    }

    Stream<String> values(String name) {
        return list.stream()
                .filter(attribute -> attribute.name().equals(name))
                .flatMap(attribute -> attribute.value().stream());
    }
}
