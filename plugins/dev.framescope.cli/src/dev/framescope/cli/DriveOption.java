package dev.framescope.cli;

import dev.framescope.insight.boot.DriveText;
import dev.framescope.machine.Drive;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --drive}. */
final class DriveOption implements ITypeConverter<Drive> {
    @Override
    public Drive convert(String text) {
        try {
            return DriveText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
