package dev.framescope.machine.firmware;

/** The functions of one extension ID. */
@FunctionalInterface
interface SbiExtension {
    /** Serves a call; a function that does not exist is not supported. */
    SbiResult call(SbiCall call);
}
