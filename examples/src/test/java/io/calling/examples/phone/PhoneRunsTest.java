package io.calling.examples.phone;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The tests of the phone over and over: {@code mvn test -Prepeat -pl examples -am
 * -Dtest=PhoneRunsTest -Dsurefire.failIfNoSpecifiedTests=false}, a hundred times unless {@code
 * -Dphone.runs} says otherwise.
 */
@EnabledIfSystemProperty(named = "phone.runs", matches = "\\d+", disabledReason = "takes -Prepeat")
class PhoneRunsTest {
    @TestFactory
    Stream<DynamicTest> everyTestOfThePhoneManyTimes() {
        return IntStream.rangeClosed(1, Integer.getInteger("phone.runs"))
                .boxed()
                .flatMap(this::run);
    }

    private Stream<DynamicTest> run(int number) {
        return Arrays.stream(PhoneTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(
                        method ->
                                DynamicTest.dynamicTest(
                                        method.getName() + " " + number, () -> run(method)));
    }

    private static void run(Method method) throws Throwable {
        PhoneTest test = new PhoneTest();
        try {
            method.invoke(test);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            test.close();
        }
    }
}
