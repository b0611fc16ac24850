package io.calling.testkit.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * What users get: no classes of tests, be they in a folder, as while a module is tested alone, or
 * in an archive that one module's tests lend to another's, as in a whole build.
 */
final class WithoutTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
        return Predefined.DO_NOT_INCLUDE_TESTS.includes(location)
                && !location.contains("-tests.jar");
    }
}
