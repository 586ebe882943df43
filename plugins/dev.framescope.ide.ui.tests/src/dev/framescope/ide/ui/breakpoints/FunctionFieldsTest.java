package dev.framescope.ide.ui.breakpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class FunctionFieldsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "allocFrame",
                " trap_entry ",
                "os::mm::alloc_frame",
                "_ZN2os4mainE",
                "a.b",
                "/^alloc_/"
            })
    void takesNamesOfFunctionsInCRustAndAssembler(String name) {
        assertEquals(Optional.empty(), FunctionFields.problemOf(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "allocFrame()", "/[/"})
    void saysWhatANameIsNot(String text) {
        assertTrue(FunctionFields.problemOf(text).isPresent());
    }
}
