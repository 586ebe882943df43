package dev.framescope.ide.core.sourcelookup;

import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.AbstractSourceContainerTypeDelegate;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Keeps path mappings in launch configurations. */
public final class PathMappingContainerType extends AbstractSourceContainerTypeDelegate {
    private static final String ELEMENT = "pathMapping";
    private static final String RECORDED = "recorded";
    private static final String LOCAL = "local";

    @Override
    public String getMemento(ISourceContainer container) throws CoreException {
        PathMapping mapping = ((PathMappingContainer) container).mapping();
        Document document = DebugPlugin.newDocument();
        Element element = document.createElement(ELEMENT);
        element.setAttribute(RECORDED, mapping.recorded());
        element.setAttribute(LOCAL, mapping.local());
        document.appendChild(element);
        return DebugPlugin.serializeDocument(document);
    }

    @Override
    public ISourceContainer createSourceContainer(String memento) throws CoreException {
        Element element = DebugPlugin.parseDocument(memento);
        if (!element.getNodeName().equals(ELEMENT)) {
            throw FramescopeCore.failure(
                    "The launch configuration's path mapping cannot be read: it is "
                            + element.getNodeName());
        }
        return new PathMappingContainer(
                new PathMapping(element.getAttribute(RECORDED), element.getAttribute(LOCAL)));
    }
}
