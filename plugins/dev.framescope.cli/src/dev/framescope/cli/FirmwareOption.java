package dev.framescope.cli;

import dev.framescope.insight.boot.FirmwareChoice;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --firmware}. */
final class FirmwareOption implements ITypeConverter<FirmwareChoice> {
    @Override
    public FirmwareChoice convert(String text) {
        try {
            return FirmwareChoice.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
