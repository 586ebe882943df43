package dev.framescope.ide.ui.views.pagetables;

import dev.framescope.ide.ui.views.session.SessionSnapshot;
import dev.framescope.ide.ui.views.text.AddressExpression;
import dev.framescope.ide.ui.views.text.RichText;
import dev.framescope.ide.ui.views.text.RichTextPane;
import dev.framescope.ide.ui.views.theme.Fonts;
import dev.framescope.machine.Access;
import dev.framescope.machine.Translation;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** A box that translates any virtual address step by step. UI thread only. */
final class TranslateBox {
    private static final RichText HINT =
            new RichText.Builder().dim("such as 0x80200000, allocFrame or kernel_end").build();

    private final Display display;
    private final Composite composite;
    private final Text address;
    private final Combo access;
    private final RichTextPane steps;
    private Optional<SessionSnapshot> snapshot = Optional.empty();
    private long satp;

    /** Counts questions, so that an answer to an earlier one is dropped. */
    private int asked;

    TranslateBox(Composite parent, Consumer<RichText.Target> follow) {
        display = parent.getDisplay();
        composite = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(3, false);
        layout.marginHeight = 2;
        layout.marginWidth = 4;
        composite.setLayout(layout);
        new Label(composite, SWT.NONE).setText("Translate");
        address = new Text(composite, SWT.BORDER | SWT.SEARCH);
        address.setMessage("address or symbol");
        address.setFont(Fonts.smallerText(address));
        address.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        access = new Combo(composite, SWT.READ_ONLY | SWT.DROP_DOWN);
        for (Access kind : Access.values()) {
            access.add(kind.name().toLowerCase(Locale.ROOT));
        }
        access.select(Access.LOAD.ordinal());
        steps = new RichTextPane(composite, SWT.V_SCROLL | SWT.WRAP, follow);
        GridData stepsData = new GridData(SWT.FILL, SWT.FILL, true, true, 3, 1);
        stepsData.widthHint = 100;
        stepsData.heightHint = 60;
        steps.control().setLayoutData(stepsData);
        steps.show(HINT);
        address.addListener(SWT.Modify, e -> translate());
        access.addListener(SWT.Selection, e -> translate());
    }

    Composite control() {
        return composite;
    }

    RichTextPane steps() {
        return steps;
    }

    /** Translates in another state of the machine, or another address space, from now on. */
    void show(SessionSnapshot newSnapshot, long newSatp) {
        snapshot = Optional.of(newSnapshot);
        satp = newSatp;
        translate();
    }

    /** Copies what is selected in the box; returns whether something is. */
    boolean copySelection() {
        if (address.isFocusControl()) {
            address.copy();
            return true;
        }
        return steps.copySelection();
    }

    /** Types an address for the reader. */
    void ask(String newAddress) {
        address.setText(newAddress);
    }

    private void translate() {
        int question = ++asked;
        if (snapshot.isEmpty() || address.getText().isBlank()) {
            steps.show(HINT);
            return;
        }
        SessionSnapshot now = snapshot.get();
        long vaddr;
        try {
            vaddr = AddressExpression.parse(address.getText(), now.session().kernel().symbols());
        } catch (IllegalArgumentException e) {
            steps.show(new RichText.Builder().error(e.getMessage()).build());
            return;
        }
        Access kind = Access.values()[access.getSelectionIndex()];
        int hart = now.insight().hart();
        long root = satp;
        now.session()
                .machine()
                .inspect(machine -> machine.hart(hart).translate(root, vaddr, kind))
                .whenComplete((walk, failure) -> answered(question, now, walk, failure));
    }

    /** Called on the machine thread. */
    private void answered(
            int question, SessionSnapshot about, Translation walk, Throwable failure) {
        RichText text =
                failure == null
                        ? TranslationText.of(walk, about.insight().frames())
                        : new RichText.Builder().error(failure.toString()).build();
        if (!display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (question == asked && !composite.isDisposed()) {
                            steps.show(text);
                        }
                    });
        }
    }
}
