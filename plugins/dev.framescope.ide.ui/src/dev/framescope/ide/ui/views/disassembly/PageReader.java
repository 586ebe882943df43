package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.disassembly.CodeBytes;
import dev.framescope.debugger.disassembly.CodeNames;
import dev.framescope.debugger.disassembly.DisassemblyLine;
import dev.framescope.debugger.disassembly.Listing;
import dev.framescope.machine.Inspection;

import java.util.List;

/**
 * Makes pages of a session's memory. For jobs: it waits for the machine thread and reads source.
 *
 * @param session whose memory
 * @param options what is shown of it
 * @param sources where source lines come from
 */
record PageReader(DebugSession session, DisassemblyOptions options, SourceTexts sources) {
    /** What is read beyond the page, to find where instructions begin. */
    private static final int MARGIN = 256;

    /** Reads a page. */
    DisassemblyPage read(PageRequest request) {
        long low = request.low();
        long high = request.high();
        long from = Long.compareUnsigned(low, MARGIN) < 0 ? 0 : low - MARGIN;
        int length = (int) (high - from) + MARGIN;
        Read read =
                session.machine().inspect(machine -> read(machine, request, from, length)).join();
        CodeBytes bytes = read.bytes();
        CodeNames names = read.names();
        long even = low & ~1L;
        long start = firstReadable(bytes, even, request.anchor());
        if (start == even) {
            start = Listing.startOf(bytes, names, even, request.anchor());
        }
        List<DisassemblyLine> lines = Listing.of(bytes, names, start, high);
        long end =
                switch (lines.getLast()) {
                    case DisassemblyLine.Code code -> code.next();
                    case DisassemblyLine.Unmapped gap -> gap.end();
                    default -> high;
                };
        return new DisassemblyPage(
                request.space(), start, end, new RowFormat(options, sources).rows(lines));
    }

    /** What is taken over from the machine thread. */
    private record Read(CodeBytes bytes, CodeNames names) {}

    private Read read(Inspection machine, PageRequest request, long from, int length) {
        return new Read(
                CodeBytes.read(machine, request.space(), from, length),
                CodeNames.around(
                        machine, session.programLookup(), request.space(), request.anchor()));
    }

    /** The page begins where memory does, if that is after what was asked for. */
    private static long firstReadable(CodeBytes bytes, long low, long anchor) {
        long at = anchor & ~1L;
        if (!bytes.isReadable(at)) {
            return at;
        }
        while (at != low && Long.compareUnsigned(at - 2, low) >= 0 && bytes.isReadable(at - 2)) {
            at -= 2;
        }
        return at;
    }
}
