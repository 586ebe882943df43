package dev.framescope.cli.debug;

import dev.framescope.insight.InsightSnapshot;
import dev.framescope.insight.frames.FrameMap;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.insight.text.InsightText;
import dev.framescope.machine.Access;
import dev.framescope.machine.Translation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Commands that show what the machine's memory means to a kernel writer. */
final class InsightCommands {
    private static final int PAGE_SHIFT = 12;
    private static final int LATEST_EVENTS = 10;

    static final List<ShellCommand> ALL =
            List.of(
                    ShellCommand.of(
                            "layout",
                            "",
                            "the physical memory map, with the DRAM opened",
                            (shell, arguments) ->
                                    shell.print(InsightText.layout(insight(shell).layout()))),
                    ShellCommand.of(
                            "frames",
                            "",
                            "the page frames: how many are what, and a map of them",
                            (shell, arguments) ->
                                    shell.print(InsightText.frames(insight(shell).frames()))),
                    ShellCommand.of(
                            "frame",
                            "PPN|ADDRESS",
                            "all that is known of one page frame",
                            InsightCommands::frame),
                    ShellCommand.of(
                            "pagetable pt",
                            "[SATP]",
                            "the page tables of the hart, or below a value of satp",
                            InsightCommands::pageTable),
                    ShellCommand.of(
                            "translate tr",
                            "ADDRESS",
                            "walk the page tables of the hart for a virtual address",
                            InsightCommands::translate),
                    ShellCommand.of(
                            "ledger",
                            "[EVENTS]",
                            "what the frame allocator did, latest first",
                            InsightCommands::ledger));

    private InsightCommands() {}

    private static InsightSnapshot insight(Shell shell)
            throws CommandFailure, InterruptedException {
        return shell.await(shell.session().insight(shell.hart()));
    }

    private static void frame(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        long number = Addresses.parse(shell, arguments.required(0, "a page number or an address"));
        FrameMap frames = insight(shell).frames();
        long ppn = frames.contains(number) ? number : number >>> PAGE_SHIFT;
        if (!frames.contains(ppn)) {
            throw new CommandFailure(
                    Numbers.hex(number) + " is neither a page number nor an address of the DRAM");
        }
        shell.print(InsightText.frame(frames.details(ppn), shell.session().kernel()));
    }

    private static void pageTable(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        KernelImage kernel = shell.session().kernel();
        PageTables tables;
        if (arguments.count() == 0) {
            tables = insight(shell).pageTables();
        } else {
            long satp = Addresses.parse(shell, arguments.words().get(0));
            tables = shell.inspect(machine -> PageTables.of(machine, satp));
        }
        shell.print(InsightText.pageTables(tables, kernel));
    }

    private static void translate(Shell shell, Arguments arguments)
            throws CommandFailure, InterruptedException {
        long vaddr = Addresses.parse(shell, arguments.required(0, "an address"));
        int hart = shell.hart();
        Translation walk =
                shell.inspect(machine -> machine.hart(hart).translate(vaddr, Access.LOAD));
        shell.print(InsightText.translation(walk, insight(shell).frames()));
    }

    private static void ledger(Shell shell, Arguments arguments) throws CommandFailure {
        int limit = arguments.number(0, LATEST_EVENTS);
        LedgerSnapshot ledger = shell.session().ledger();
        if (ledger.functions().isEmpty()) {
            throw new CommandFailure("the kernel has no frame allocator that is known by name");
        }
        shell.print(
                "allocations "
                        + Numbers.grouped(ledger.allocations())
                        + ", frees "
                        + Numbers.grouped(ledger.frees())
                        + ", in use "
                        + Numbers.grouped(ledger.inUse()));
        for (FrameEvent event : ledger.latestEvents(limit)) {
            shell.print(describe(shell.session().kernel(), event));
        }
    }

    private static String describe(KernelImage kernel, FrameEvent event) {
        String callers =
                event.callStack().stream()
                        .skip(1)
                        .map(pc -> kernel.symbols().describe(pc))
                        .collect(Collectors.joining(" < "));
        return String.format(
                Locale.ROOT,
                "  instruction %,15d  hart %d  %-11s  PPN %s  by %s",
                event.instructions(),
                event.hart(),
                event.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Numbers.hex(event.ppn()),
                callers);
    }
}
