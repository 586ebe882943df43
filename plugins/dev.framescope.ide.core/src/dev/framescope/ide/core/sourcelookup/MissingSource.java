package dev.framescope.ide.core.sourcelookup;

import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stands for a source file that is not found, so that the editor can say which, and ask.
 *
 * @param reference what was looked for
 */
public record MissingSource(SourceReference reference) {
    /**
     * Remembers, in this launch and in its configuration, that a file is the one looked for, and
     * that others beside it are where the recorded paths say.
     *
     * @throws CoreException if it cannot be that file, or the configuration cannot be saved
     */
    public void locate(Path file) throws CoreException {
        Optional<PathMapping> mapping = PathMapping.between(reference.recorded(), file);
        if (mapping.isEmpty()) {
            throw FramescopeCore.failure(
                    file + " has another name than " + reference.recorded() + ".");
        }
        add(mapping.get());
    }

    private void add(PathMapping mapping) throws CoreException {
        if (!(reference.target().getLaunch().getSourceLocator()
                instanceof ISourceLookupDirector director)) {
            throw FramescopeCore.failure("The launch looks up no sources.");
        }
        List<ISourceContainer> containers = new ArrayList<>();
        containers.add(new PathMappingContainer(mapping));
        containers.addAll(List.of(director.getSourceContainers()));
        director.setSourceContainers(containers.toArray(ISourceContainer[]::new));
        ILaunchConfiguration configuration = director.getLaunchConfiguration();
        if (configuration != null) {
            ILaunchConfigurationWorkingCopy copy = configuration.getWorkingCopy();
            copy.setAttribute(
                    ILaunchConfiguration.ATTR_SOURCE_LOCATOR_MEMENTO, director.getMemento());
            copy.setAttribute(ILaunchConfiguration.ATTR_SOURCE_LOCATOR_ID, director.getId());
            copy.doSave();
        }
    }
}
