package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.insight.Explain;
import dev.framescope.machine.Privilege;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which traps, changes of mode or of page table stop a hart. */
final class EventFields implements SpecFields {
    /** Codes of mcause and scause (Privileged Architecture, table of mcause values). */
    private static final List<Integer> EXCEPTIONS =
            List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15);

    private static final List<Integer> INTERRUPTS = List.of(1, 3, 5, 7, 9, 11);
    private static final int CAUSES_HEIGHT = 160;

    private Combo event;
    private Table causes;
    private Button unexpected;
    private final Map<Privilege, Button> from = new EnumMap<>(Privilege.class);
    private final Map<Privilege, Button> to = new EnumMap<>(Privilege.class);

    /** In the order of the items of the field. */
    private enum Kind {
        EXCEPTION("an exception"),
        INTERRUPT("an interrupt"),
        MODE("a change of mode"),
        SATP("a change of satp");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        static Kind of(BreakpointSpec spec) {
            return switch (spec) {
                case BreakpointSpec.OnInterrupt i -> INTERRUPT;
                case BreakpointSpec.OnPrivilegeChange p -> MODE;
                case BreakpointSpec.OnSatpChange s -> SATP;
                default -> EXCEPTION;
            };
        }
    }

    @Override
    public void create(Composite parent, Optional<BreakpointSpec> before, Runnable changed) {
        Fields.label(parent, "&Stop at:");
        event = new Combo(parent, SWT.READ_ONLY);
        event.setItems(Arrays.stream(Kind.values()).map(k -> k.text).toArray(String[]::new));
        Fields.label(parent, "Only &causes:");
        causes = new Table(parent, SWT.CHECK | SWT.BORDER | SWT.V_SCROLL);
        GridDataFactory.fillDefaults()
                .grab(true, true)
                .hint(Fields.WIDTH_HINT, CAUSES_HEIGHT)
                .applyTo(causes);
        causes.setToolTipText("All of them if none is checked.");
        Fields.label(parent, "");
        unexpected = Fields.check(parent, "&Unexpected ones only", false);
        unexpected.setToolTipText(
                "What no correct kernel takes: from S-mode and M-mode all but ecall and ebreak,"
                        + " from U-mode illegal instructions and access faults.");
        createModes(parent, "From:", from);
        createModes(parent, "To:", to);
        BreakpointSpec shown =
                before.orElse(new BreakpointSpec.OnException(Set.of(), Set.of(), true));
        event.select(Kind.of(shown).ordinal());
        fill();
        show(shown);
        SelectionListener any = SelectionListener.widgetSelectedAdapter(e -> changed.run());
        event.addSelectionListener(
                SelectionListener.widgetSelectedAdapter(
                        e -> {
                            fill();
                            changed.run();
                        }));
        causes.addSelectionListener(any);
        unexpected.addSelectionListener(any);
        from.values().forEach(button -> button.addSelectionListener(any));
        to.values().forEach(button -> button.addSelectionListener(any));
    }

    private static void createModes(
            Composite parent, String label, Map<Privilege, Button> buttons) {
        Fields.label(parent, label);
        Composite line = Fields.line(parent, Privilege.values().length);
        for (Privilege mode : Privilege.values()) {
            Button button = Fields.check(line, mode.letter() + "-mode", false);
            button.setToolTipText("All modes if none is checked.");
            buttons.put(mode, button);
        }
    }

    private Kind kind() {
        return Kind.values()[event.getSelectionIndex()];
    }

    /** Shows the causes that there are, and switches off what has no meaning. */
    private void fill() {
        boolean trap = kind() == Kind.EXCEPTION || kind() == Kind.INTERRUPT;
        causes.removeAll();
        if (trap) {
            boolean interrupt = kind() == Kind.INTERRUPT;
            for (int code : interrupt ? INTERRUPTS : EXCEPTIONS) {
                TableItem item = new TableItem(causes, SWT.NONE);
                item.setText(code + "  " + Explain.cause(interrupt, code));
                item.setData(code);
            }
        }
        causes.setEnabled(trap);
        unexpected.setEnabled(kind() == Kind.EXCEPTION);
        from.values().forEach(button -> button.setEnabled(kind() != Kind.SATP));
        to.values().forEach(button -> button.setEnabled(kind() == Kind.MODE));
    }

    private void show(BreakpointSpec spec) {
        switch (spec) {
            case BreakpointSpec.OnException e -> {
                check(e.causes());
                check(from, e.from());
                unexpected.setSelection(e.unexpectedOnly());
            }
            case BreakpointSpec.OnInterrupt i -> {
                check(i.causes());
                check(from, i.from());
            }
            case BreakpointSpec.OnPrivilegeChange p -> {
                check(from, p.from());
                check(to, p.to());
            }
            default -> check(Set.of());
        }
    }

    private void check(Set<Integer> wanted) {
        for (TableItem item : causes.getItems()) {
            item.setChecked(wanted.contains(item.getData()));
        }
    }

    private static void check(Map<Privilege, Button> buttons, Set<Privilege> wanted) {
        buttons.forEach((mode, button) -> button.setSelection(wanted.contains(mode)));
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public BreakpointSpec spec() {
        Set<Integer> codes =
                Arrays.stream(causes.getItems())
                        .filter(TableItem::getChecked)
                        .map(item -> (Integer) item.getData())
                        .collect(Collectors.toSet());
        return switch (kind()) {
            case EXCEPTION ->
                    new BreakpointSpec.OnException(codes, checked(from), unexpected.getSelection());
            case INTERRUPT -> new BreakpointSpec.OnInterrupt(codes, checked(from));
            case MODE -> new BreakpointSpec.OnPrivilegeChange(checked(from), checked(to));
            case SATP -> new BreakpointSpec.OnSatpChange();
        };
    }

    private static Set<Privilege> checked(Map<Privilege, Button> buttons) {
        return buttons.entrySet().stream()
                .filter(entry -> entry.getValue().getSelection())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
