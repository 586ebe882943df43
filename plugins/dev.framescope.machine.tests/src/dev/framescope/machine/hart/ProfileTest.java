package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.A2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Extension;
import dev.framescope.machine.isa.Instruction;
import dev.framescope.machine.isa.InstructionTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Optional;

/** What a profile does not have, traps. */
class ProfileTest {
    @ParameterizedTest
    @EnumSource
    void exactlyTheInstructionsOfItsExtensionsAreLegal(IsaProfile profile) {
        ProfileDecoder decoder = new ProfileDecoder(profile);
        for (Instruction row : InstructionTable.all()) {
            int op = (int) decoder.decode(row.match()) & 0xff;
            assertEquals(profile.has(row.extension()), op == row.op(), row.name());
        }
    }

    @Test
    void anInstructionOfAnotherProfileIsIllegalAndTellsItsBits() {
        Guest guest = Guest.running(IsaProfile.RV64GC, asm -> asm.r("sh1add", A0, A1, A2));
        guest.step(1);
        assertEquals(Guest.HANDLER, guest.hart.pc());
        assertEquals(Cause.ILLEGAL_INSTRUCTION, guest.csr(Csr.MCAUSE));
        assertEquals(0x20c5_a533L, guest.csr(Csr.MTVAL));
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({
        "rv64gc, rv64imafdc_zicsr_zifencei, 'riscv,sv39'",
        "virt, rv64imafdc_zicsr_zifencei_zihintpause_zba_zbb_zbc_zbs_sstc, 'riscv,sv48'",
        "rva22, rv64imafdc_zicbom_zicboz_zicsr_zifencei_zihintpause_zba_zbb_zbs_svade"
                + "_svinval_svpbmt, 'riscv,sv39'",
        "MAX, rv64imafdc_zicbom_zicboz_zicond_zicsr_zifencei_zihintpause_zawrs_zba_zbb_zbc"
                + "_zbs_sstc_svadu_svinval_svnapot_svpbmt, 'riscv,sv57'",
    })
    void theDeviceTreeAnnouncesWhatTheProfileHas(String name, String isa, String mmuType) {
        IsaProfile profile = IsaProfile.parse(name).orElseThrow();
        assertEquals(isa, profile.isaString());
        assertEquals(mmuType, profile.mmuType());
        assertEquals(Optional.of(profile), IsaProfile.parse(profile.text()));
    }

    @Test
    void anUnknownNameIsNoProfile() {
        assertTrue(IsaProfile.parse("rv32gc").isEmpty());
    }

    @ParameterizedTest(name = "{0}: mode {1} written {2}")
    @CsvSource({"RV64GC, 9, false", "RVA22, 10, false", "VIRT, 10, true", "MAX, 9, true"})
    void satpTakesTheModesOfTheProfile(IsaProfile profile, long mode, boolean written) {
        Guest guest = Guest.of(profile);
        guest.setCsr(Csr.SATP, mode << 60 | 0x8_0000);
        assertEquals(written ? mode << 60 | 0x8_0000 : 0, guest.csr(Csr.SATP));
    }

    @ParameterizedTest(name = "{0}: ones in menvcfg read back as {1}")
    @CsvSource({
        "RV64GC, 1",
        "VIRT, 8000000000000001",
        "RVA22, 40000000000000f1",
        "MAX, e0000000000000f1"
    })
    void menvcfgHasTheFieldsOfTheProfile(IsaProfile profile, String value) {
        Guest guest = Guest.of(profile);
        guest.setCsr(Csr.MENVCFG, -1);
        assertEquals(value, Long.toHexString(guest.csr(Csr.MENVCFG)));
        assertEquals(profile.has(Extension.SSTC), guest.hart.csr(0x14d).isPresent());
    }

    @Test
    void hintsAndFencesOfSomeExtensionsDoNothing() {
        Guest guest =
                Guest.running(
                        IsaProfile.MAX,
                        asm ->
                                asm.word(0x0100_000f) // pause
                                        .word(0x00d0_0073) // wrs.nto
                                        .word(0x01d0_0073) // wrs.sto
                                        .word(0x1800_0073) // sfence.w.inval
                                        .word(0x16b5_0073) // sinval.vma a0,a1
                                        .word(0x1810_0073)); // sfence.inval.ir
        guest.step(6);
        assertEquals(Guest.CODE + 24, guest.hart.pc());
        assertEquals(6, guest.hart.retired());
    }
}
