package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.sourcelookup.SourceReference;
import dev.framescope.symbols.SourceLine;

import org.eclipse.core.resources.IEncodedStorage;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IStorage;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The source of a kernel as its launch finds it; each file is read once until it changes. */
final class LookedUpSources implements SourceTexts {
    private final KernelDebugTarget target;
    private final Map<String, Content> files = new HashMap<>();

    /**
     * A file that was looked up.
     *
     * @param element what was found; empty if nothing was
     * @param stamp tells whether the file has changed
     */
    private record Content(Optional<Object> element, long stamp, List<String> lines) {}

    LookedUpSources(KernelDebugTarget target) {
        this.target = target;
    }

    KernelDebugTarget target() {
        return target;
    }

    @Override
    public synchronized Optional<String> text(SourceLine where, int number) {
        Content content = files.get(where.file());
        if (content == null || content.stamp() != stamp(content.element())) {
            content = read(where.file());
            files.put(where.file(), content);
        }
        List<String> lines = content.lines();
        return number >= 1 && number <= lines.size()
                ? Optional.of(lines.get(number - 1))
                : Optional.empty();
    }

    private Content read(String recorded) {
        Optional<Object> element = new SourceReference(target, recorded).find();
        List<String> lines = List.of();
        if (element.isPresent() && element.get() instanceof IStorage storage) {
            try (InputStream input = storage.getContents()) {
                lines = new String(input.readAllBytes(), charset(storage)).lines().toList();
            } catch (CoreException | IOException e) {
                ILog.of(getClass()).warn("The source " + recorded + " cannot be read", e);
            }
        }
        return new Content(element, stamp(element), lines);
    }

    private static Charset charset(IStorage storage) throws CoreException {
        String name = storage instanceof IEncodedStorage encoded ? encoded.getCharset() : null;
        return name != null && Charset.isSupported(name)
                ? Charset.forName(name)
                : StandardCharsets.UTF_8;
    }

    private static long stamp(Optional<Object> element) {
        return switch (element.orElse(null)) {
            case IFile file -> file.getModificationStamp();
            case LocalFileStorage file -> file.getFile().lastModified();
            case null, default -> 0;
        };
    }
}
