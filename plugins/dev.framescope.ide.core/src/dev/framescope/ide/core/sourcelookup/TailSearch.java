package dev.framescope.ide.core.sourcelookup;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;

import java.util.List;

/** Looks in source containers for a path, then for shorter and shorter tails of it. */
final class TailSearch {
    private final ISourceContainer[] containers;

    TailSearch(ISourceContainer[] containers) {
        this.containers = containers;
    }

    /** What the containers have under the longest tail that any of them knows. */
    Object[] find(String path) {
        String tail = path;
        while (true) {
            List<Object> found = inAll(tail);
            int slash = tail.indexOf('/');
            if (!found.isEmpty() || slash < 0) {
                return found.toArray();
            }
            tail = tail.substring(slash + 1);
        }
    }

    /** A container that fails is logged and does not keep the others from being asked. */
    private List<Object> inAll(String name) {
        if (name.isEmpty()) {
            return List.of();
        }
        for (ISourceContainer container : containers) {
            try {
                Object[] found = container.findSourceElements(name);
                if (found.length > 0) {
                    return List.of(found);
                }
            } catch (CoreException e) {
                ILog.of(getClass()).warn("Source lookup in " + container.getName() + " failed", e);
            }
        }
        return List.of();
    }
}
