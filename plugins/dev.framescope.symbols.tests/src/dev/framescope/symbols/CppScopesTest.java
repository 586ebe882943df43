package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.location.Location;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.scope.CodeScope;
import dev.framescope.symbols.scope.Language;
import dev.framescope.symbols.scope.Variable;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.EnumType;
import dev.framescope.symbols.type.Member;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Namespaces, classes and templates of C++, in units of their own and not. */
class CppScopesTest {

    private static final String SOURCE =
            """
            namespace mm {
            namespace { int hidden = 3; }
            enum class Zone : unsigned char { Dma, Normal };
            struct Base { int id; virtual int f() { return id; } };
            template <typename T, int N> class Pool : public Base {
              public:
                T items[N];
                static int made;
                struct Inner { T t; Pool *owner; };
                Inner inner;
                T &at(int i) { return items[i]; }
            };
            template<> int Pool<long, 4>::made = 5;
            Pool<long, 4> pool;
            Zone zone = Zone::Normal;
            int &ref = hidden;
            int use(Pool<long, 4> &&p, const int &c) { return p.id + p.at(1) + c; }
            }
            extern "C" void _start() {
                mm::use(static_cast<mm::Pool<long, 4> &&>(mm::pool), 4);
                for (;;) ;
            }
            """;

    @TempDir Path directory;

    private SymbolFile symbols(String options) throws IOException, SymbolException {
        return GuestProgram.ofText(
                        directory, "-O0 -fno-exceptions -fno-rtti " + options, "pool.cc", SOURCE)
                .symbols();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-gdwarf-3",
                "-gdwarf-4",
                "-gdwarf-5",
                "-gdwarf-4 -fdebug-types-section",
                "-gdwarf-5 -fdebug-types-section"
            })
    void namesAreQualifiedAndFoundWithoutTheirFirstParts(String options)
            throws IOException, SymbolException {
        SymbolFile symbols = symbols(options);
        assertEquals(
                List.of(
                        "mm::(anonymous namespace)::hidden",
                        "mm::Pool<long int, 4>::made",
                        "mm::pool",
                        "mm::ref",
                        "mm::zone"),
                symbols.globalNames(""));
        for (String name : List.of("made", "Pool<long int, 4>::made", "mm::zone", "zone")) {
            List<Variable> found = symbols.variables(name);
            assertEquals(1, found.size(), name);
            assertTrue(found.getFirst().locate(LocationContext.NONE) instanceof Location.Memory);
        }
        assertEquals("int &", symbols.variables("ref").getFirst().type().name());
        EnumType zone = (EnumType) symbols.types("Zone").getFirst();
        assertEquals("mm::Zone", zone.name());
        assertEquals("Normal", zone.enumerator(1).orElseThrow().name());
        assertEquals(1, zone.size());
        assertEquals(List.of(), symbols.problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-gdwarf-5", "-gdwarf-4 -fdebug-types-section"})
    void classesHaveTheirBasesMembersAndArguments(String options)
            throws IOException, SymbolException {
        SymbolFile symbols = symbols(options);
        assertEquals(1, symbols.types("Pool").size());
        CompositeType pool = (CompositeType) symbols.types("Pool").getFirst();
        assertEquals("mm::Pool<long int, 4>", pool.name());
        assertEquals(64, pool.size());
        assertEquals(
                List.of("mm::Base 0 true", "items 16 false", "inner 48 false"),
                pool.members().stream()
                        .map(m -> m.name() + " " + m.offset() + " " + m.base())
                        .toList());
        Member inner = pool.members().getLast();
        assertEquals("mm::Pool<long int, 4>::Inner", inner.type().name());
        assertEquals("T", pool.arguments().getFirst().name());
        assertEquals("long int", pool.arguments().getFirst().type().name());
        long pc = symbols.functions("use").getFirst().low();
        CodeScope scope = symbols.scopesAt(pc).getFirst();
        assertEquals(Language.CPP, scope.language());
        assertEquals(
                List.of("p mm::Pool<long int, 4> &&", "c const int &"),
                scope.variables().stream().map(v -> v.name() + " " + v.type().name()).toList());
    }
}
