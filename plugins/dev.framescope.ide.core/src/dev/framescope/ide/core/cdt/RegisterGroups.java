package dev.framescope.ide.core.cdt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups that CDT's Registers view shows besides its own: CDT takes no notice of the groups in
 * target.xml.
 */
final class RegisterGroups {
    private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put(
                "Supervisor",
                List.of(
                        "priv",
                        "satp",
                        "sstatus",
                        "stvec",
                        "sepc",
                        "scause",
                        "stval",
                        "sscratch",
                        "sie",
                        "sip",
                        "scounteren",
                        "senvcfg",
                        "stimecmp"));
        GROUPS.put(
                "Machine",
                List.of(
                        "mstatus",
                        "misa",
                        "mtvec",
                        "mepc",
                        "mcause",
                        "mtval",
                        "mscratch",
                        "mie",
                        "mip",
                        "medeleg",
                        "mideleg",
                        "mcounteren",
                        "menvcfg",
                        "mhartid"));
        List<String> protection = new ArrayList<>(List.of("pmpcfg0", "pmpcfg2"));
        for (int i = 0; i < 16; i++) {
            protection.add("pmpaddr" + i);
        }
        GROUPS.put("Physical memory protection", protection);
    }

    private RegisterGroups() {}

    /** The groups as CDT keeps them in a launch configuration. */
    static String memento() {
        StringBuilder xml =
                new StringBuilder(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>"
                                + "<registerGroups>");
        GROUPS.forEach(
                (name, registers) -> {
                    xml.append("<group enabled=\"true\" name=\"").append(name).append("\">");
                    for (String register : registers) {
                        xml.append("<register name=\"")
                                .append(register)
                                .append("\" originalGroupName=\"Main\"/>");
                    }
                    xml.append("</group>");
                });
        return xml.append("</registerGroups>").toString();
    }
}
