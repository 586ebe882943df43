package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.elf.ElfSection;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.scope.CodeScope;
import dev.framescope.symbols.scope.Variable;
import dev.framescope.symbols.type.ArrayType;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.EnumType;
import dev.framescope.symbols.type.FunctionType;
import dev.framescope.symbols.type.Member;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Pattern;

/** Broken debug information gives what is readable, and neither hangs nor throws. */
class HostileScopesTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path directory;

    /** A frame in which everything can be read. */
    private static LocationContext frame(long pc) {
        return new LocationContext() {
            @Override
            public OptionalLong register(int number) {
                return OptionalLong.of(number);
            }

            @Override
            public OptionalLong cfa() {
                return OptionalLong.of(pc);
            }

            @Override
            public int read(long address, byte[] into) {
                Arrays.fill(into, (byte) address);
                return into.length;
            }

            @Override
            public long linkPc() {
                return pc;
            }
        };
    }

    /** Changes some bytes of the debug sections, of which the symbols know nothing. */
    private static byte[] damage(byte[] content, long seed) throws SymbolException {
        Random random = new Random(seed);
        byte[] bytes = content.clone();
        List<ElfSection> sections =
                ElfFile.parse("sound.elf", content).sections().stream()
                        .filter(s -> s.name().startsWith(".debug_") && s.size() > 0)
                        .toList();
        for (int i = 0; i < 40; i++) {
            ElfSection section = sections.get(random.nextInt(sections.size()));
            int at = (int) section.offset() + random.nextInt((int) section.size());
            bytes[at] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : 1 << i % 8 ^ bytes[at]);
        }
        return bytes;
    }

    private static void askEverything(SymbolFile symbols, List<Long> places) {
        for (long pc : places) {
            for (CodeScope scope : symbols.scopesAt(pc)) {
                scope.variables().forEach(variable -> look(variable, pc));
            }
            assertNotNull(symbols.languageAt(pc));
        }
        for (String name : symbols.globalNames("")) {
            symbols.variables(name).forEach(variable -> look(variable, 0));
        }
        for (String name : List.of("page", "struct page", "Option", "usize", "int")) {
            symbols.types(name).forEach(type -> look(type, 4));
        }
        symbols.inlinedPlaces(Pattern.compile(".")).forEach(place -> assertNotNull(place.ranges()));
    }

    private static void look(Variable variable, long pc) {
        assertNotNull(variable.locate(frame(pc)));
        assertNotNull(variable.declaration());
        look(variable.type(), 3);
    }

    private static void look(Type type, int depth) {
        assertFalse(type.name().isEmpty());
        assertTrue(type.name().length() < 100_000);
        type.size();
        if (depth == 0) {
            return;
        }
        switch (Types.strip(type)) {
            case PointerType pointer -> look(pointer.target(), depth - 1);
            case ArrayType array -> look(array.element(), depth - 1);
            case EnumType enumeration -> assertNotNull(enumeration.enumerators());
            case FunctionType function -> look(function.result(), depth - 1);
            case CompositeType composite -> {
                for (Member member : composite.members()) {
                    look(member.type(), depth - 1);
                }
                composite.variants().ifPresent(variants -> variants.select(1));
            }
            default -> {
                // nothing inside
            }
        }
    }

    private void damageAndAsk(byte[] content, int rounds) throws SymbolException {
        SymbolFile sound = SymbolFile.parse("sound.elf", content);
        List<Long> places =
                sound.functions().stream()
                        .flatMap(f -> List.of(f.low(), (f.low() + f.high()) / 2 & -2L).stream())
                        .limit(60)
                        .toList();
        for (int seed = 0; seed < rounds; seed++) {
            byte[] bytes = damage(content, seed);
            String message = "with seed " + seed;
            assertTimeoutPreemptively(
                    LIMIT,
                    () -> askEverything(SymbolFile.parse("damaged.elf", bytes), places),
                    message);
        }
    }

    @Test
    void damagedKernelsAreReadAsFarAsPossible() throws IOException, SymbolException {
        damageAndAsk(Files.readAllBytes(Samples.framesCElf()), 60);
        damageAndAsk(Files.readAllBytes(Samples.framesRustReleaseElf()), 4);
    }

    @Test
    void damagedProgramsOfAllVersionsAreReadAsFarAsPossible() throws IOException, SymbolException {
        for (int version = 2; version <= 5; version++) {
            Path elf = TypeSamples.c(directory, "-O2 -gdwarf-" + version).elf();
            damageAndAsk(Files.readAllBytes(elf), 40);
        }
    }
}
