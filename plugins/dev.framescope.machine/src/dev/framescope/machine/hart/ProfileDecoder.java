package dev.framescope.machine.hart;

import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Instruction;
import dev.framescope.machine.isa.InstructionTable;
import dev.framescope.machine.isa.Op;

/** Decodes what a profile has; everything else is illegal. */
final class ProfileDecoder {
    private final boolean[] known = new boolean[Op.COUNT];

    ProfileDecoder(IsaProfile profile) {
        known[Op.ILLEGAL] = true;
        for (Instruction row : InstructionTable.all()) {
            known[row.op()] = profile.has(row.extension());
        }
    }

    /** As {@link Decoder#decode}. */
    long decode(int bits) {
        long instruction = Decoder.decode(bits);
        int op = (int) instruction & Decoder.OP_MASK;
        return known[op] ? instruction : Decoder.illegal(bits);
    }
}
