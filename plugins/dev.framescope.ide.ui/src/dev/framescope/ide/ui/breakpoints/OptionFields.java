package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.space.AddressSpace;
import dev.framescope.machine.Privilege;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The fields for when a breakpoint stops. On the UI thread. */
final class OptionFields {
    private static final String ALL = "all";
    private static final int DEFAULT_HARTS = 8;

    private Text condition;
    private Spinner firstHit;
    private Spinner every;
    private Combo hart;
    private Combo privilege;
    private Combo space;
    private Combo program;
    private Text message;
    private Button temporary;
    private boolean code;

    /** Makes the fields in two columns. */
    void create(
            Composite parent,
            BreakpointOptions options,
            String spaceName,
            boolean isCode,
            Runnable changed) {
        code = isCode;
        Optional<DebugSession> session = DebuggedKernels.session();
        condition = Fields.text(parent, "Only &if:", "an expression, such as ppn > 3");
        ExpressionProposals.addTo(condition);
        condition.setText(options.condition().orElse(""));
        Fields.label(parent, "From &hit:");
        Composite hits = Fields.line(parent, 3);
        firstHit = Fields.hits(hits, options.firstHit());
        Fields.label(hits, "on, e&very so many:");
        every = Fields.hits(hits, options.every());
        Fields.label(parent, "H&art:");
        Composite where = Fields.line(parent, 3);
        hart = hartField(where, session, options.hart());
        Fields.label(where, "Mo&de:");
        privilege = modeField(where, options.privilege());
        Fields.label(parent, "Address s&pace:");
        space = spaceField(parent, session);
        space.setText(spaceText(options, spaceName));
        if (isCode) {
            Fields.label(parent, "Pro&gram:");
            program = new Combo(parent, SWT.DROP_DOWN);
            program.add(ALL);
            session.ifPresent(s -> s.programs().forEach(p -> program.add(p.name())));
            program.setText(options.program().orElse(ALL));
            GridDataFactory.fillDefaults().grab(true, false).applyTo(program);
        }
        message = Fields.text(parent, "&Log instead:", "do not stop, print: frame {ppn} taken");
        message.setText(options.logMessage().orElse(""));
        message.setToolTipText(
                "Printed to the console instead of stopping; expressions stand in braces.");
        Fields.label(parent, "");
        temporary =
                Fields.check(parent, "&Remove the breakpoint when it is hit", options.temporary());
        condition.addModifyListener(event -> changed.run());
        message.addModifyListener(event -> changed.run());
        space.addModifyListener(event -> changed.run());
        temporary.addSelectionListener(SelectionListener.widgetSelectedAdapter(e -> changed.run()));
    }

    private static Combo hartField(
            Composite parent, Optional<DebugSession> session, OptionalInt only) {
        Combo field = new Combo(parent, SWT.READ_ONLY);
        int harts = session.map(s -> s.machine().config().harts()).orElse(DEFAULT_HARTS);
        harts = Math.max(harts, only.orElse(0) + 1);
        field.add(ALL);
        for (int id = 0; id < harts; id++) {
            field.add(Integer.toString(id));
        }
        field.select(only.orElse(-1) + 1);
        return field;
    }

    private static Combo modeField(Composite parent, Optional<Privilege> only) {
        Combo field = new Combo(parent, SWT.READ_ONLY);
        field.add(ALL);
        for (Privilege mode : Privilege.values()) {
            field.add(mode.letter() + "-mode");
        }
        field.select(only.map(Privilege::ordinal).orElse(-1) + 1);
        return field;
    }

    /** Those of the machine are offered when it has answered. */
    private static Combo spaceField(Composite parent, Optional<DebugSession> session) {
        Combo field = new Combo(parent, SWT.DROP_DOWN);
        field.setToolTipText(
                "The name of an address space, or its root's physical page number as 0x8025a.");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(field);
        field.add(ALL);
        Display display = field.getDisplay();
        session.ifPresent(
                s ->
                        s.addressSpaces()
                                .thenAccept(all -> display.asyncExec(() -> offer(field, all))));
        return field;
    }

    private static void offer(Combo field, List<AddressSpace> spaces) {
        if (!field.isDisposed()) {
            spaces.forEach(space -> field.add(space.name()));
        }
    }

    private static String spaceText(BreakpointOptions options, String name) {
        if (!name.isEmpty()) {
            return name;
        }
        return options.space().isPresent()
                ? "0x" + Long.toHexString(options.space().getAsLong())
                : ALL;
    }

    /**
     * What the fields say, without an address space that is named.
     *
     * @throws IllegalArgumentException if one is wrong; the message is for the person
     */
    BreakpointOptions options() {
        int onlyHart = hart.getSelectionIndex() - 1;
        int onlyMode = privilege.getSelectionIndex() - 1;
        String onlyProgram = code ? program.getText().strip() : ALL;
        return new BreakpointOptions(
                Optional.of(condition.getText().strip()),
                firstHit.getSelection(),
                every.getSelection(),
                onlyHart < 0 ? OptionalInt.empty() : OptionalInt.of(onlyHart),
                spaceRoot(),
                onlyMode < 0 ? Optional.empty() : Optional.of(Privilege.values()[onlyMode]),
                Optional.of(onlyProgram).filter(name -> !name.isEmpty() && !name.equals(ALL)),
                temporary.getSelection(),
                Optional.of(message.getText()));
    }

    private OptionalLong spaceRoot() {
        String text = space.getText().strip();
        return text.startsWith("0x") ? OptionalLong.of(Numbers.root(text)) : OptionalLong.empty();
    }

    /** The name of the only address space; empty if it is not given by name. */
    String spaceName() {
        String text = space.getText().strip();
        return text.equals(ALL) || text.startsWith("0x") ? "" : text;
    }

    /** What is to be looked at by the debugger: see {@link ExpressionCheck}. */
    ExpressionCheck.Question question() {
        return new ExpressionCheck.Question(condition.getText().strip(), message.getText());
    }
}
