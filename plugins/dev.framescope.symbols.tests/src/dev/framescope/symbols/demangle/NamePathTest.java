package dev.framescope.symbols.demangle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePathTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alloc | alloc",
                "os::memory::alloc_frame | os/memory/alloc_frame",
                "map<os::Page, u64> | map",
                "k::touch::<(u8, i16)> | k/touch",
                "<os::Frame as core::ops::Drop>::drop | os/Frame/drop",
                "<os::Bitmap<4> as os::Allocator<os::Frame>>::alloc | os/Bitmap/alloc",
                "<impl os::Page for os::Frame>::get | os/Frame/get",
                "<k::Bitmap<_>>::alloc::{closure#0} | k/Bitmap/alloc/{closure#0}",
                "<[char; 3]>::len | [char; 3]/len",
                "void a::g<Box<int> >(Box<int>, int*) | a/g",
                "os::(anonymous namespace)::hidden(int) | os/(anonymous namespace)/hidden",
                "Box<int>::~Box() | Box/~Box",
                "Box<int>::get() const volatile | Box/get",
                "use(int)::{lambda(int)#1}::operator()(int) const"
                        + " | use/{lambda(int)#1}/operator()",
                "auto main::{lambda(auto:1)#1}::operator()<int>(int) const"
                        + " | main/{lambda(auto:1)#1}/operator()",
                "operator< | operator<",
                "bool operator< <int>(Box<int>, Box<int>) | operator<",
                "os::operator<<(int) | os/operator<<",
                "os::operator->() | os/operator->",
                "A::operator int() const | A/operator int",
                "operator new(unsigned long) | operator new",
                "decltype ({parm#1}+{parm#2}) add<int, long>(int, long) | add",
                "operators::run | operators/run",
                "vtable for os::B | vtable for os::B",
                "non-virtual thunk to os::D::w() | non-virtual thunk to os::D::w()",
                ":: | ::"
            })
    void componentsAreThoseOfThePathAlone(String name, String components) {
        assertEquals(components, String.join("/", NamePath.of(name).components()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "os::memory::alloc | alloc",
                "os::memory::alloc | memory::alloc",
                "<os::Frame as core::ops::Drop>::drop | Frame::drop",
                "<os::Frame as core::ops::Drop>::drop | <os::Frame as core::ops::Drop>::drop",
                "void a::g<Box<int>, char>(Box<int>) | a::g",
                "void a::g<Box<int>, char>(Box<int>) | g<Box<int>,char>",
                "int os::f(int, char) | os::f(int, char)",
                "k::touch::<u8> | touch<u8>",
                "k::touch::<u8> | k::touch::<u8>",
                "bool operator< <int>(Box<int>) | operator<"
            })
    void endOfThePathOrOfTheTextMeansTheFunction(String name, String typed) {
        assertTrue(NamePath.matches(name, typed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "os::memory::alloc | heap::alloc",
                "os::memory::alloc | ory::alloc",
                "os::memory::alloc | loc",
                "int os::f(int, char) | os::f(int)",
                "k::touch::<u8> | touch<u16>",
                "non-virtual thunk to os::D::w() | D::w",
                "alloc | os::alloc"
            })
    void otherNamesDoNot(String name, String typed) {
        assertFalse(NamePath.matches(name, typed));
    }
}
