package dev.framescope.cli;

import dev.framescope.debugger.program.ProgramFile;
import dev.framescope.debugger.program.ProgramScope;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;

/** Reads {@code --program}. */
final class ProgramOption implements ITypeConverter<ProgramFile> {
    @Override
    public ProgramFile convert(String text) {
        int colon = text.lastIndexOf(':');
        // Behind the colon of a drive letter comes a slash.
        boolean scoped = colon > 1 && text.indexOf('/', colon) < 0 && text.indexOf('\\', colon) < 0;
        try {
            return scoped
                    ? new ProgramFile(
                            Path.of(text.substring(0, colon)),
                            ProgramScope.parse(text.substring(colon + 1)))
                    : new ProgramFile(Path.of(text), ProgramScope.USER);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
