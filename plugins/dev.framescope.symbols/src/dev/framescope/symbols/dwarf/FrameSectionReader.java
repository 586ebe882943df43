package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.dwarf.FrameEntry.Common;
import dev.framescope.symbols.elf.ByteReader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the entries of {@code .debug_frame} (DWARF 5, section 6.4.1) or {@code .eh_frame} (Linux
 * Standard Base, "Exception Frames").
 */
final class FrameSectionReader {

    private static final int ADDRESS_SIZE = Long.BYTES;

    /** GNU as marks the frames of traps so, in both sections. */
    private static final String TRAP_FRAME = "S";

    private final ByteReader section;
    private final long sectionAddress;
    private final boolean exceptionFrames;
    private final Consumer<SymbolException> problems;
    private final Map<Long, Common> commons = new HashMap<>();
    private final List<FrameEntry> entries = new ArrayList<>();

    /**
     * @param sectionAddress link address of the section
     * @param exceptionFrames whether it is {@code .eh_frame}
     * @param problems takes what cannot be read
     */
    FrameSectionReader(
            ByteReader section,
            long sectionAddress,
            boolean exceptionFrames,
            Consumer<SymbolException> problems) {
        this.section = section;
        this.sectionAddress = sectionAddress;
        this.exceptionFrames = exceptionFrames;
        this.problems = problems;
    }

    /** Reads the frame description entries; those that cannot be read are reported and left out. */
    List<FrameEntry> read() {
        try {
            ByteReader in = section.at(0);
            while (in.remaining() > 0) {
                InitialLength length = InitialLength.read(in);
                long next = in.offset() + length.length();
                if (length.length() > 0) { // .eh_frame ends with an empty entry
                    readEntry(in, length, next);
                }
                in.seek(next);
            }
        } catch (SymbolException e) {
            problems.accept(e); // without its length there is no way to the next entry
        }
        return entries;
    }

    private void readEntry(ByteReader in, InitialLength length, long end) {
        try {
            ByteReader entry = in.within(in.offset(), end);
            long place = entry.offset();
            long id = entry.unsigned(idSize(length));
            if (!isCommon(id, length)) {
                entries.add(description(entry, exceptionFrames ? place - id : id, end));
            }
        } catch (SymbolException e) {
            problems.accept(e);
        }
    }

    private int idSize(InitialLength length) {
        return exceptionFrames ? Integer.BYTES : length.offsetSize();
    }

    private boolean isCommon(long id, InitialLength length) {
        if (exceptionFrames) {
            return id == 0;
        }
        return id == (length.offsetSize() == Long.BYTES ? -1L : 0xffff_ffffL);
    }

    private FrameEntry description(ByteReader in, long commonOffset, long end)
            throws SymbolException {
        Common common = commons.get(commonOffset);
        if (common == null) {
            common = common(commonOffset);
            commons.put(commonOffset, common);
        }
        long low = common.pointers().address(in);
        long high = low + common.pointers().value(in);
        if (common.hasData()) {
            in.skip(in.uleb());
        }
        return new FrameEntry(common, new AddressRange(low, high), section, in.offset(), end);
    }

    private Common common(long offset) throws SymbolException {
        ByteReader in = section.at(offset);
        InitialLength length = InitialLength.read(in);
        long end = in.offset() + length.length();
        in = in.within(in.offset(), end);
        if (!isCommon(in.unsigned(idSize(length)), length)) {
            throw in.problem("not a common information entry, but one refers to it as such");
        }
        int version = version(in);
        String augmentation = in.string();
        int addressSize = ADDRESS_SIZE;
        if (version == 4) {
            addressSize = in.u8();
            in.skip(1); // segment_selector_size
        }
        long codeFactor = in.uleb();
        long dataFactor = in.sleb();
        int returnAddress = version == 1 ? in.u8() : (int) in.uleb();
        PointerEncoding pointers = new PointerEncoding(0, addressSize, sectionAddress);
        if (augmentation.startsWith("z")) {
            long dataEnd = in.uleb() + in.offset();
            pointers = pointers(augmentation, in, pointers);
            in.seek(dataEnd);
        } else if (!augmentation.isEmpty() && !augmentation.equals(TRAP_FRAME)) {
            throw in.problem("unknown augmentation \"" + augmentation + '"');
        }
        return new Common(
                codeFactor,
                dataFactor,
                returnAddress,
                pointers,
                augmentation.startsWith("z"),
                augmentation.contains(TRAP_FRAME),
                in.offset(),
                end);
    }

    private static int version(ByteReader in) throws SymbolException {
        int version = in.u8();
        if (version != 1 && version != 3 && version != 4) {
            throw in.problem("call frame information of version " + version + ", not 1, 3 or 4");
        }
        return version;
    }

    /** Finds the encoding of addresses in the augmentation data. */
    private static PointerEncoding pointers(
            String augmentation, ByteReader in, PointerEncoding absolute) throws SymbolException {
        PointerEncoding found = absolute;
        for (char letter : augmentation.substring(1).toCharArray()) {
            switch (letter) {
                case 'R' -> found = encoding(in, absolute);
                case 'P' -> encoding(in, absolute).value(in); // personality routine
                case 'L' -> in.skip(1); // how language specific data is encoded
                default -> {
                    // the other letters have no data
                }
            }
        }
        return found;
    }

    private static PointerEncoding encoding(ByteReader in, PointerEncoding absolute)
            throws SymbolException {
        int code = in.u8();
        return new PointerEncoding(code, absolute.addressSize(), absolute.sectionAddress());
    }
}
