package io.calling;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls code of the application, whose exceptions end neither a call nor a thread. */
final class Guarded {
    private static final Logger log = LoggerFactory.getLogger(Guarded.class);

    private Guarded() {}

    /** Runs it; what it throws is logged, by its class alone, for messages hold addresses. */
    static boolean run(String what, Code code) {
        return call(
                        what,
                        () -> {
                            code.run();
                            return true;
                        })
                .isPresent();
    }

    /** The result, if there is one. */
    static <T> Optional<T> call(String what, Callable<T> code) {
        try {
            return Optional.ofNullable(code.call());
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            log.warn("The application's {} threw {}", what, e.getClass().getName());
            return Optional.empty();
        }
    }

    /** Code that may throw anything. */
    interface Code {
        void run() throws Exception;
    }
}
