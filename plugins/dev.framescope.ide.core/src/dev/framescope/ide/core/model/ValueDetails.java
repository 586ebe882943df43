package dev.framescope.ide.core.model;

import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.value.ValuePlace;
import dev.framescope.debugger.variables.ValueNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** All there is to tell of a value, for a pane beside it: its parts, or its number in all forms. */
public final class ValueDetails {
    private static final int PARTS = 100;

    private ValueDetails() {}

    /** Several lines of text. Does not wait. */
    public static CompletableFuture<String> of(KernelValue value) {
        ValueNode node = value.node();
        String head = head(value);
        if (!node.available()) {
            return CompletableFuture.completedFuture(head);
        }
        CompletableFuture<String> text = CompletableFuture.completedFuture(head);
        if (!node.editText().isEmpty()) {
            text = forms(value).thenApply(forms -> head + forms);
        }
        if (node.childCount() > 0) {
            text = text.thenCombine(parts(value), String::concat);
        }
        return text;
    }

    private static String head(KernelValue value) {
        ValueNode node = value.node();
        StringBuilder text = new StringBuilder(value.getValueString());
        if (!node.typeName().isEmpty()) {
            text.append("\ntype     ").append(node.typeName());
        }
        switch (node.place().orElse(null)) {
            case ValuePlace.Memory memory ->
                    text.append("\nat       0x")
                            .append(Long.toHexString(memory.address()))
                            .append(", ")
                            .append(bytes(memory.size()));
            case ValuePlace.PhysicalMemory memory ->
                    text.append("\nat       physical 0x")
                            .append(Long.toHexString(memory.paddr()))
                            .append(", ")
                            .append(bytes(memory.size()));
            case ValuePlace.Register register -> text.append("\nin       ").append(register.name());
            case null -> {
                // It is computed, or in several pieces.
            }
        }
        return text.toString();
    }

    private static String bytes(long count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }

    private static CompletableFuture<String> forms(KernelValue value) {
        Map<String, ValueFormat> wanted = new LinkedHashMap<>();
        wanted.put("hex", ValueFormat.HEX);
        wanted.put("decimal", ValueFormat.DECIMAL);
        wanted.put("unsigned", ValueFormat.UNSIGNED);
        wanted.put("binary", ValueFormat.BINARY);
        wanted.put("text", ValueFormat.STRING);
        CompletableFuture<List<String>> lines =
                CompletableFuture.completedFuture(new ArrayList<>());
        List<String> seen = new ArrayList<>(List.of(value.node().text()));
        for (Map.Entry<String, ValueFormat> form : wanted.entrySet()) {
            lines =
                    lines.thenCombine(
                            value.inFormat(form.getValue()),
                            (list, node) -> {
                                boolean text = form.getValue() == ValueFormat.STRING;
                                if (!seen.contains(node.text())
                                        && (!text || node.text().contains("\""))) {
                                    seen.add(node.text());
                                    list.add(
                                            String.format("\n%-8s %s", form.getKey(), node.text()));
                                }
                                return list;
                            });
        }
        return lines.thenApply(list -> String.join("", list));
    }

    private static CompletableFuture<String> parts(KernelValue value) {
        return value.getDebugTarget()
                .session()
                .values()
                .children(value.node(), 0, PARTS)
                .thenApply(
                        parts -> {
                            StringBuilder text = new StringBuilder();
                            for (ValueNode part : parts) {
                                text.append("\n  ")
                                        .append(part.name())
                                        .append(" = ")
                                        .append(part.text());
                            }
                            long more = value.node().childCount() - parts.size();
                            return more > 0
                                    ? text.append("\n  … ").append(more).append(" more").toString()
                                    : text.toString();
                        });
    }
}
