package dev.framescope.cli.debug;

import dev.framescope.debugger.space.AddressSpace;

import java.util.List;

/** Address spaces as they are typed: by name, by number, or by the page number of their root. */
final class Spaces {
    private Spaces() {}

    static List<AddressSpace> all(Shell shell) throws CommandFailure, InterruptedException {
        return shell.await(shell.session().addressSpaces());
    }

    /** The page number of the root; a hexadecimal one need not have been seen yet. */
    static long root(Shell shell, String text) throws CommandFailure, InterruptedException {
        for (AddressSpace space : all(shell)) {
            if (space.name().equalsIgnoreCase(text)
                    || text.equals(Integer.toString(space.number()))) {
                return space.rootPpn();
            }
        }
        if (text.startsWith("0x") && Numbers.isNumber(text)) {
            return Numbers.parse(text);
        }
        throw new CommandFailure(
                "no address space "
                        + text
                        + " yet; give the page number of its root (0x87f5f), or see: spaces");
    }
}
