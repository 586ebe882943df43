package dev.framescope.ide.ui.editor;

import dev.framescope.debugger.variables.ValueNode;
import dev.framescope.ide.core.model.KernelStackFrame;
import dev.framescope.ide.ui.breakpoints.SourceFiles;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.codemining.AbstractCodeMiningProvider;
import org.eclipse.jface.text.codemining.ICodeMining;
import org.eclipse.jface.text.codemining.ICodeMiningProvider;
import org.eclipse.jface.text.codemining.LineEndCodeMining;
import org.eclipse.jface.text.source.ISourceViewerExtension5;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.texteditor.ITextEditor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Writes the values of the selected frame's variables beside its source lines, in the editor of its
 * file, from the function's first line to where the frame stands.
 */
public final class InlineValueProvider extends AbstractCodeMiningProvider {
    /** So many lines above the frame's are looked at. */
    private static final int MOST_LINES = 60;

    private final IDebugContextListener contextListener = event -> follow();
    private volatile ISourceViewerExtension5 viewer;
    private volatile Optional<KernelStackFrame> frame = Optional.empty();

    @Override
    public CompletableFuture<List<? extends ICodeMining>> provideCodeMinings(
            ITextViewer textViewer, IProgressMonitor monitor) {
        if (viewer == null && textViewer instanceof ISourceViewerExtension5 minable) {
            viewer = minable;
            onUiThread(this::start);
        }
        Optional<KernelStackFrame> selected = frame;
        if (selected.isEmpty() || !EditorPreferences.inlineValues()) {
            return CompletableFuture.completedFuture(List.of());
        }
        IDocument document = textViewer.getDocument();
        // The file is looked up on the disk.
        return CompletableFuture.supplyAsync(() -> isShown(selected.get()))
                .thenCompose(shown -> shown ? minings(document, selected.get()) : none());
    }

    private static CompletableFuture<List<? extends ICodeMining>> none() {
        return CompletableFuture.completedFuture(List.of());
    }

    private void start() {
        DebugUITools.getDebugContextManager().addDebugContextListener(contextListener);
        follow();
    }

    private void follow() {
        Optional<KernelStackFrame> before = frame;
        frame = SelectedFrame.get();
        if (viewer != null && (before.isPresent() || frame.isPresent())) {
            viewer.updateCodeMinings();
        }
    }

    private static void onUiThread(Runnable work) {
        Display display = PlatformUI.getWorkbench().getDisplay();
        if (!display.isDisposed()) {
            display.asyncExec(work);
        }
    }

    /** Whether the editor shows the source of a frame. */
    private boolean isShown(KernelStackFrame selected) {
        Optional<Path> edited =
                Optional.ofNullable(getAdapter(ITextEditor.class)).flatMap(SourceFiles::path);
        return edited.isPresent()
                && selected.sourceLine()
                        .flatMap(line -> selected.getDebugTarget().sources().onDisk(line.file()))
                        .filter(file -> file.toAbsolutePath().equals(edited.get()))
                        .isPresent();
    }

    private CompletableFuture<List<? extends ICodeMining>> minings(
            IDocument document, KernelStackFrame selected) {
        int last = selected.getLineNumber() - 1;
        int first = Math.max(firstLine(selected).orElse(last), last - MOST_LINES);
        return selected.getDebugTarget()
                .session()
                .values()
                .variables(SelectedFrame.id(selected))
                .<List<? extends ICodeMining>>thenApply(
                        values -> minings(document, first, last, values))
                .exceptionally(gone -> List.of()); // the kernel has gone on meanwhile
    }

    /** The line at which the frame's function begins, from 0. */
    private static Optional<Integer> firstLine(KernelStackFrame selected) {
        Optional<Function> function = selected.frame().function();
        return function.isPresent()
                ? selected.frame()
                        .code()
                        .program()
                        .flatMap(program -> program.symbols().lineAt(function.get().low()))
                        .map(SourceLine::line)
                        .map(line -> Math.max(0, line - 1))
                : Optional.empty();
    }

    private List<ICodeMining> minings(
            IDocument document, int first, int last, List<ValueNode> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (ValueNode value : values) {
            if (value.available()) {
                texts.putIfAbsent(value.name(), value.text());
            }
        }
        List<ICodeMining> minings = new ArrayList<>();
        try {
            List<String> lines = new ArrayList<>();
            for (int line = first; line <= last; line++) {
                IRegion region = document.getLineInformation(line);
                lines.add(document.get(region.getOffset(), region.getLength()));
            }
            for (Map.Entry<Integer, String> line : InlineValues.of(lines, texts).entrySet()) {
                minings.add(new Mining(document, first + line.getKey(), this, line.getValue()));
            }
        } catch (BadLocationException e) {
            return List.of(); // the file has become shorter than it was when it was compiled
        }
        return minings;
    }

    @Override
    public void dispose() {
        onUiThread(
                () ->
                        DebugUITools.getDebugContextManager()
                                .removeDebugContextListener(contextListener));
        viewer = null;
        super.dispose();
    }

    /** Values at the end of a line. */
    private static final class Mining extends LineEndCodeMining {
        Mining(IDocument document, int line, ICodeMiningProvider provider, String text)
                throws BadLocationException {
            super(document, line, provider);
            setLabel("  " + text);
        }
    }
}
