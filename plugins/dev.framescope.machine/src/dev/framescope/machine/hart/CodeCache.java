package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.memory.PhysicalMemory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the interpreter gets its instructions: pages of decoded slots by physical page, and a fetch
 * TLB in front of them. Memory tells it of every store to a page that it holds, so that it is
 * always coherent and {@code fence.i} has nothing to do.
 */
final class CodeCache {
    /** What {@link #resolve} returns when the hart is to stop before the instruction. */
    static final long STOP = 0;

    private static final int TLB_ENTRIES = 1024;
    private static final long NO_TAG = -1;

    /** 16 KiB each; a guest that runs more code than that has its cache emptied now and then. */
    private static final int MAX_PAGES = 2048;

    /** Nothing is decoded here: executing it leads to {@link #resolve}. */
    private static final long[] UNRESOLVED = new CodePage(0, true).plainView().slots();

    private final Hart hart;
    private final PhysicalMemory memory;
    private final Mmu mmu;
    private final Csrs csrs;
    private final ProfileDecoder decoder;
    private final Fault fault;
    private final Map<Long, CodePage> pages = new HashMap<>();
    private final long[] tags = new long[TLB_ENTRIES];
    private final CodePage.View[] views = new CodePage.View[TLB_ENTRIES];

    /** Whether the entry is of a time when fetches were translated. */
    private final boolean[] translated = new boolean[TLB_ENTRIES];

    private CodePoints codePoints = CodePoints.NONE;
    private long[] slots = UNRESOLVED;

    CodeCache(
            Hart hart,
            PhysicalMemory memory,
            Mmu mmu,
            Csrs csrs,
            ProfileDecoder decoder,
            Fault fault) {
        this.hart = hart;
        this.memory = memory;
        this.mmu = mmu;
        this.csrs = csrs;
        this.decoder = decoder;
        this.fault = fault;
        forgetTranslations();
    }

    void forgetTranslations() {
        Arrays.fill(tags, NO_TAG);
        Arrays.fill(views, null);
    }

    /** Forgets everything. */
    void clear() {
        pages.clear();
        forgetTranslations();
    }

    /** Translations stay as they are: a debugger must not make the hart walk page tables again. */
    void setCodePoints(CodePoints points) {
        codePoints = points;
        for (CodePage page : pages.values()) {
            page.dropViewsWithCodePoints();
        }
        for (int i = 0; i < TLB_ENTRIES; i++) {
            if (views[i] != null) {
                views[i] = viewOf(views[i].page(), tags[i] & Sv39.PAGE_MASK, translated[i]);
            }
        }
    }

    /** A page of RAM has changed; see {@link dev.framescope.machine.memory.PageWatcher}. */
    void written(long paddr, int bytes) {
        CodePage page = pages.get(paddr & Sv39.PAGE_MASK);
        if (page != null) {
            page.invalidate((int) (paddr & ~Sv39.PAGE_MASK), bytes);
        }
    }

    /** A page of RAM is no longer watched. The interpreter may be in it: it must see no slot. */
    void dropped(long pageAddress) {
        CodePage page = pages.remove(pageAddress);
        if (page != null) {
            page.invalidate(0, (int) Sv39.PAGE_BYTES);
            for (int i = 0; i < TLB_ENTRIES; i++) {
                if (views[i] != null && views[i].page() == page) {
                    tags[i] = NO_TAG;
                    views[i] = null;
                }
            }
        }
    }

    private static int index(long pc) {
        return (int) (pc >>> Sv39.PAGE_BITS) & TLB_ENTRIES - 1;
    }

    /** The slots of this address's page, if they are at hand; otherwise undecoded ones. */
    long[] lookUp(long pc) {
        int index = index(pc);
        return tags[index] == (pc & Sv39.PAGE_MASK | mmu.fetchKey())
                ? views[index].slots()
                : UNRESOLVED;
    }

    /** The slots of the page that {@link #resolve} was in last. */
    long[] slots() {
        return slots;
    }

    /**
     * Finds the instruction at the hart's pc, whatever it takes: translates, decodes, asks the host
     * if it is at a code point.
     *
     * @return the decoded instruction, or {@link #STOP}
     */
    long resolve() throws Fault {
        long pc = hart.pc();
        CodePage.View view = view(pc);
        boolean codePoint = isCodePoint(view, pc);
        if (codePoint && hart.stopsAtCodePoint(view.page().address() | pc & ~Sv39.PAGE_MASK)) {
            return STOP;
        }
        if (codePoint) {
            view = view(pc); // the host may have changed the code points
            codePoint = isCodePoint(view, pc);
        }
        slots = view.slots();
        int slot = (int) (pc & ~Sv39.PAGE_MASK) >>> 1;
        long[] decoded = codePoint ? view.page().plainView().slots() : slots;
        return decoded[slot] != 0 ? decoded[slot] : decode(pc, view.page(), decoded);
    }

    private long decode(long pc, CodePage page, long[] decoded) throws Fault {
        int bits = halfword(page.address() | pc & ~Sv39.PAGE_MASK, pc);
        boolean keep = page.uniform();
        if (Decoder.length(bits) == 4) {
            long second = pc + 2;
            boolean nextPage = (second & ~Sv39.PAGE_MASK) == 0;
            bits |= halfword(secondAddress(page, second, nextPage), second) << 16;
            keep &= !nextPage;
        }
        long instruction = decoder.decode(bits);
        if (keep) {
            decoded[(int) (pc & ~Sv39.PAGE_MASK) >>> 1] = instruction;
        }
        return instruction;
    }

    /** The instruction at an address as a fetch finds it, for one that turns out to be illegal. */
    int bitsAt(long pc) throws Fault {
        int bits = halfword(mmu.translate(pc, 2, Access.FETCH), pc);
        if (Decoder.length(bits) == 4) {
            long second = pc + 2;
            bits |= halfword(mmu.translate(second, 2, Access.FETCH), second) << 16;
        }
        return bits;
    }

    private boolean isCodePoint(CodePage.View view, long pc) {
        long paddr = view.page().address() | pc & ~Sv39.PAGE_MASK;
        return view.hasCodePoints() && codePoints.contains(pc, paddr, mmu.fetchTranslated());
    }

    private long secondAddress(CodePage page, long vaddr, boolean nextPage) throws Fault {
        return nextPage || !page.uniform()
                ? mmu.translate(vaddr, 2, Access.FETCH)
                : page.address() | vaddr & ~Sv39.PAGE_MASK;
    }

    private int halfword(long paddr, long vaddr) throws Fault {
        if (!memory.isMemory(paddr, 2)) {
            throw fault.of(Cause.accessFault(Access.FETCH), vaddr);
        }
        return (int) memory.peek(paddr, 2);
    }

    private CodePage.View view(long pc) throws Fault {
        int index = index(pc);
        long tag = pc & Sv39.PAGE_MASK | mmu.fetchKey();
        if (tags[index] == tag && views[index].page().uniform()) {
            return views[index];
        }
        long pageAddress = mmu.translate(pc, 2, Access.FETCH) & Sv39.PAGE_MASK;
        CodePage page = page(pageAddress, pc);
        tags[index] = tag;
        translated[index] = mmu.fetchTranslated();
        views[index] = viewOf(page, pc & Sv39.PAGE_MASK, translated[index]);
        return views[index];
    }

    private CodePage.View viewOf(CodePage page, long virtualPage, boolean isTranslated) {
        return codePoints.inPage(virtualPage, page.address(), isTranslated)
                ? page.viewWithCodePoints(virtualPage, isTranslated)
                : page.plainView();
    }

    private CodePage page(long pageAddress, long pc) throws Fault {
        boolean uniform = csrs.pmp().uniform(pageAddress);
        CodePage page = pages.get(pageAddress);
        if (page != null && page.uniform() == uniform) {
            return page;
        }
        if (!memory.isMemory(pageAddress | pc & ~Sv39.PAGE_MASK, 2)) {
            throw fault.of(Cause.accessFault(Access.FETCH), pc);
        }
        if (pages.size() >= MAX_PAGES) {
            clear();
        }
        page = new CodePage(pageAddress, uniform);
        pages.put(pageAddress, page);
        memory.watchCode(pageAddress);
        return page;
    }

    long digest() {
        return Arrays.hashCode(tags) * 31L + pages.keySet().hashCode();
    }
}
