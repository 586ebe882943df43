package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.elf.ByteReader;

/**
 * A frame description entry: the rules of one function's code (DWARF 5, section 6.4.1).
 *
 * @param common the entry it shares with others
 * @param range link addresses of the function
 * @param section a reader of the section; to be copied before use
 * @param program offset of the instructions
 * @param end offset after the instructions
 */
record FrameEntry(Common common, AddressRange range, ByteReader section, long program, long end) {

    /**
     * A common information entry.
     *
     * @param codeFactor what advances of the location are multiplied with
     * @param dataFactor what offsets are multiplied with
     * @param returnAddress number of the register of the return address
     * @param pointers how addresses are encoded
     * @param hasData whether the entries that share it have augmentation data
     * @param signalFrame whether it describes the frames of traps
     * @param program offset of the initial instructions
     * @param end offset after the initial instructions
     */
    record Common(
            long codeFactor,
            long dataFactor,
            int returnAddress,
            PointerEncoding pointers,
            boolean hasData,
            boolean signalFrame,
            long program,
            long end) {}
}
