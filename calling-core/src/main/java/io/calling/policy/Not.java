package io.calling.policy;

import java.util.List;

/**
 * Those who are not in another set.
 *
 * @param who the other set
 */
record Not(Who who) implements Who {
    @Override
    public Match match(CallFacts facts) {
        return who.match(facts).not();
    }

    @Override
    public List<Who> parts() {
        return List.of(who);
    }

    @Override
    public String text() {
        return "not(" + who.text() + ")";
    }

    @Override
    public String toString() {
        return who instanceof Anyone ? "nobody" : "everyone but " + who;
    }
}
