package dev.framescope.ide.ui.views.theme;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;

/** The bundle's icons. */
public final class Icons {
    public static final String ZOOM_IN = "zoom-in.svg";
    public static final String ZOOM_OUT = "zoom-out.svg";
    public static final String ZOOM_FIT = "zoom-fit.svg";
    public static final String MACHINE_CONSOLE = "machine-console.svg";
    public static final String CURRENT_INSTRUCTION = "current-instruction.svg";
    public static final String WATCHPOINT = "watchpoint.svg";
    public static final String EVENT_BREAKPOINT = "event-breakpoint.svg";
    public static final String SCROLL_LOCK = "scroll-lock.svg";

    public static final String SYMBOL_FILES = "symbol-files.svg";
    public static final String ADD = "add.svg";
    public static final String REMOVE = "remove.svg";

    private static final String BUNDLE = "dev.framescope.ide.ui";

    private Icons() {}

    /** An icon by its file name. */
    public static ImageDescriptor descriptor(String name) {
        return ResourceLocator.imageDescriptorFromBundle(BUNDLE, "icons/" + name)
                .orElseGet(ImageDescriptor::getMissingImageDescriptor);
    }
}
