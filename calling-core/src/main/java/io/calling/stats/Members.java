package io.calling.stats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Collects the members of one entry in their order. */
final class Members {
    private final Map<String, Object> members = new LinkedHashMap<>();

    static Members of(Stats entry) {
        return new Members()
                .add("id", entry.id())
                .add("timestamp", entry.timestamp())
                .add("type", entry.type().token());
    }

    Members add(String name, String value) {
        members.put(name, value);
        return this;
    }

    Members add(String name, boolean value) {
        members.put(name, value);
        return this;
    }

    Members add(String name, long value) {
        members.put(name, value);
        return this;
    }

    Members add(String name, double value) {
        members.put(name, value);
        return this;
    }

    Members add(String name, OptionalLong value) {
        value.ifPresent(known -> add(name, known));
        return this;
    }

    Members add(String name, OptionalDouble value) {
        value.ifPresent(known -> add(name, known));
        return this;
    }

    Members addText(String name, Optional<String> value) {
        value.ifPresent(known -> add(name, known));
        return this;
    }

    Map<String, Object> all() {
        return Collections.unmodifiableMap(members);
    }
}
