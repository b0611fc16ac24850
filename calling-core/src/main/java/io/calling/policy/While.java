package io.calling.policy;

/**
 * Those who call while the device is in a state.
 *
 * @param state which
 */
record While(DeviceState state) implements Who {
    @Override
    public Match match(CallFacts facts) {
        return Match.of(facts.isDevice(state));
    }

    @Override
    public String text() {
        return "while(" + state.token() + ")";
    }

    @Override
    public String toString() {
        return "people who call while " + state;
    }
}
