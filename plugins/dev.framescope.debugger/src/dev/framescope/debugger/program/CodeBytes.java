package dev.framescope.debugger.program;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ElfFile;
import dev.framescope.symbols.elf.ElfSection;
import dev.framescope.symbols.elf.ElfSegment;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The instructions of a program as its file has them, to be compared with memory. Read when first
 * asked for. Any thread may make it; comparing is for the machine thread.
 */
final class CodeBytes {
    private static final System.Logger LOG = System.getLogger(CodeBytes.class.getName());
    private static final int PAGE_BYTES = 4096;

    /** What is compared before the whole page is. */
    private static final int PROBE_BYTES = 16;

    private final ElfFile elf;
    private List<Piece> pieces;

    /** Contiguous code. */
    private record Piece(long start, byte[] bytes) {
        long end() {
            return start + bytes.length;
        }

        boolean contains(long address) {
            return Long.compareUnsigned(address - start, bytes.length) < 0;
        }
    }

    CodeBytes(ElfFile elf) {
        this.elf = elf;
    }

    /**
     * Whether memory has this program's code in the page of an address.
     *
     * @param buffer of at least a page
     */
    boolean isInPage(MemoryView memory, long vaddr, byte[] buffer) {
        Piece piece = pieceAt(vaddr);
        if (piece == null) {
            return false;
        }
        long page = vaddr & -PAGE_BYTES;
        long low = Math.max(page, piece.start);
        long high = Math.min(page + PAGE_BYTES, piece.end());
        long probe = Math.min(vaddr + PROBE_BYTES, high);
        return matches(memory, piece, vaddr, vaddr, (int) (probe - vaddr), buffer)
                && matches(memory, piece, low, low, (int) (high - low), buffer);
    }

    /**
     * Whether memory has this program's instruction at an address that it is not linked at.
     *
     * @param linkAddress the instruction's address in the program
     * @param buffer of at least a page
     */
    boolean isAt(MemoryView memory, long vaddr, long linkAddress, byte[] buffer) {
        Piece piece = pieceAt(linkAddress);
        if (piece == null) {
            return false;
        }
        long inPage = PAGE_BYTES - (vaddr & PAGE_BYTES - 1);
        long length = Math.min(PROBE_BYTES, Math.min(inPage, piece.end() - linkAddress));
        return matches(memory, piece, vaddr, linkAddress, (int) length, buffer);
    }

    /**
     * How many pages of this program's code memory has.
     *
     * @return -1 if a page that is mapped holds something else
     */
    int pagesIn(MemoryView memory, byte[] buffer) {
        int found = 0;
        for (Piece piece : pieces()) {
            for (long page = piece.start & -PAGE_BYTES; page < piece.end(); page += PAGE_BYTES) {
                long address = Math.max(page, piece.start);
                if (memory.physical(address).isEmpty()) {
                    continue;
                }
                if (!isInPage(memory, address, buffer)) {
                    return -1;
                }
                found++;
            }
        }
        return found;
    }

    private static boolean matches(
            MemoryView memory, Piece piece, long vaddr, long link, int length, byte[] buffer) {
        int offset = (int) (link - piece.start);
        return memory.read(vaddr, buffer, 0, length) == length
                && Arrays.equals(buffer, 0, length, piece.bytes, offset, offset + length);
    }

    private Piece pieceAt(long address) {
        List<Piece> all = pieces();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).contains(address)) {
                return all.get(i);
            }
        }
        return null;
    }

    private synchronized List<Piece> pieces() {
        if (pieces == null) {
            try {
                pieces = read();
            } catch (SymbolException e) {
                LOG.log(Level.WARNING, "code cannot be compared with memory: " + elf.name(), e);
                pieces = List.of();
            }
        }
        return pieces;
    }

    private List<Piece> read() throws SymbolException {
        List<Piece> read = new ArrayList<>();
        for (ElfSection section : elf.sections()) {
            if (section.allocated() && section.executable() && section.hasContent()) {
                read.add(new Piece(section.address(), elf.bytes(section)));
            }
        }
        if (read.isEmpty()) {
            for (ElfSegment segment : elf.segments()) {
                if (segment.loaded() && (segment.flags() & ElfSegment.PF_X) != 0) {
                    read.add(new Piece(segment.vaddr(), elf.bytes(segment)));
                }
            }
        }
        return List.copyOf(read);
    }
}
