package dev.framescope.ide.core.cdt;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups that CDT's Registers view shows besides its own: CDT takes no notice of the groups in
 * target.xml.
 */
final class RegisterGroups {
    /** CDT's one group of all registers. */
    private static final String CDT_GROUP = "Main";

    private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

    static {
        // CDT shows the last first.
        List<String> protection = new ArrayList<>(List.of("pmpcfg0", "pmpcfg2"));
        for (int i = 0; i < 16; i++) {
            protection.add("pmpaddr" + i);
        }
        GROUPS.put("Physical memory protection", protection);
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
                        "senvcfg"));
    }

    private RegisterGroups() {}

    /** The groups as CDT keeps them in a launch configuration: a document in each attribute. */
    static String memento() throws CoreException {
        Document document = DebugPlugin.newDocument();
        Element list = document.createElement("registerGroups");
        document.appendChild(list);
        for (Map.Entry<String, List<String>> group : GROUPS.entrySet()) {
            Element child = document.createElement("group");
            child.setAttribute("memento", memento(group.getKey(), group.getValue()));
            list.appendChild(child);
        }
        return DebugPlugin.serializeDocument(document);
    }

    private static String memento(String name, List<String> registers) throws CoreException {
        Document document = DebugPlugin.newDocument();
        Element group = document.createElement("registerGroup");
        group.setAttribute("name", name);
        group.setAttribute("enabled", Boolean.toString(true));
        document.appendChild(group);
        for (String register : registers) {
            Element child = document.createElement("register");
            child.setAttribute("name", register);
            child.setAttribute("originalGroupName", CDT_GROUP);
            group.appendChild(child);
        }
        return DebugPlugin.serializeDocument(document);
    }
}
