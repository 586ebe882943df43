package dev.framescope.cli;

import dev.framescope.insight.boot.MemorySize;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --memory}; a number without a unit is in bytes. */
final class MemoryOption implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        try {
            return MemorySize.parse(text, 1);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
