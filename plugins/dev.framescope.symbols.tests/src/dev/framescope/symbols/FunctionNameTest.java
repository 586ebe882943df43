package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FunctionNameTest {

    private static boolean finds(String typed, String name, String linkageName) {
        Function function = new Function(name, linkageName, 0, 4);
        return FunctionName.keys(function).contains(FunctionName.key(typed))
                && FunctionName.matches(function, typed);
    }

    @Test
    void eitherNameFindsTheFunction() {
        assertTrue(finds("alloc", "alloc", "_Z5allocv"));
        assertTrue(finds("_Z5allocv", "alloc", "_Z5allocv"));
        assertFalse(finds("all", "alloc", "_Z5allocv"));
    }

    @Test
    void endOfThePathFindsTheFunction() {
        assertTrue(finds("alloc", "memory::alloc", "x"));
        assertTrue(finds("memory::alloc", "os::memory::alloc", "x"));
        assertFalse(finds("heap::alloc", "os::memory::alloc", "x"));
        assertFalse(finds("ory::alloc", "os::memory::alloc", "x"));
    }

    @Test
    void nameWithoutTypeArgumentsFindsTheGenericFunction() {
        assertTrue(finds("map", "map<os::Page, u64>", "x"));
        assertTrue(finds("map<os::Page, u64>", "map<os::Page, u64>", "x"));
        assertTrue(finds("operator<", "operator<", "x"));
    }
}
