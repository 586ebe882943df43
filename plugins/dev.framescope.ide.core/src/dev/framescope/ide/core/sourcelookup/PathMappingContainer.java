package dev.framescope.ide.core.sourcelookup;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.ISourceLocator;
import org.eclipse.debug.core.sourcelookup.ISourceContainerType;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;
import org.eclipse.debug.core.sourcelookup.containers.AbstractSourceContainer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A {@link PathMapping} in the source lookup path of a launch configuration. */
public final class PathMappingContainer extends AbstractSourceContainer {
    /** The container type. */
    public static final String TYPE_ID = "dev.framescope.ide.core.pathMapping";

    private final PathMapping mapping;

    public PathMappingContainer(PathMapping mapping) {
        this.mapping = mapping;
    }

    public PathMapping mapping() {
        return mapping;
    }

    /** The mappings of a launch, in the order of its source lookup path. */
    public static List<PathMapping> mappingsOf(ISourceLocator locator) {
        if (!(locator instanceof ISourceLookupDirector director)) {
            return List.of();
        }
        return Arrays.stream(director.getSourceContainers())
                .filter(PathMappingContainer.class::isInstance)
                .map(container -> ((PathMappingContainer) container).mapping())
                .toList();
    }

    @Override
    public Object[] findSourceElements(String name) {
        Optional<Path> file = mapping.toLocal(name).filter(Files::isRegularFile);
        return file.map(path -> new Object[] {FoundFile.element(path)}).orElse(EMPTY);
    }

    @Override
    public String getName() {
        return mapping.describe();
    }

    @Override
    public ISourceContainerType getType() {
        return DebugPlugin.getDefault().getLaunchManager().getSourceContainerType(TYPE_ID);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathMappingContainer container && mapping.equals(container.mapping);
    }

    @Override
    public int hashCode() {
        return mapping.hashCode();
    }
}
