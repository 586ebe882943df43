package dev.framescope.ide.core.launch;

import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationType;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Launch configurations for kernels in the workspace. */
public final class KernelConfigurations {
    /** {@code 0x7f "ELF"}, the class for 64 bits, little-endian. */
    private static final int[] MAGIC = {0x7f, 'E', 'L', 'F', 2, 1};

    private static final int MACHINE_OFFSET = 18;
    private static final int EM_RISCV = 243;

    private KernelConfigurations() {}

    /** The configurations that launch this file. */
    public static List<ILaunchConfiguration> find(IFile kernel) throws CoreException {
        ILaunchConfiguration[] all = manager().getLaunchConfigurations(type());
        return Arrays.stream(all).filter(configuration -> launches(configuration, kernel)).toList();
    }

    /** The configurations that launch a kernel of this project. */
    public static List<ILaunchConfiguration> ofProject(IProject project) throws CoreException {
        List<ILaunchConfiguration> found = new ArrayList<>();
        for (ILaunchConfiguration configuration : manager().getLaunchConfigurations(type())) {
            String name = configuration.getAttribute(KernelLaunchAttributes.PROJECT, "");
            if (name.equals(project.getName())) {
                found.add(configuration);
            }
        }
        return found;
    }

    /** The first configuration that launches this file; a new one if there is none. */
    public static ILaunchConfiguration findOrCreate(IFile kernel) throws CoreException {
        List<ILaunchConfiguration> existing = find(kernel);
        return existing.isEmpty() ? create(kernel) : existing.get(0);
    }

    /** Makes and saves a configuration with default values for a file. */
    public static ILaunchConfiguration create(IFile kernel) throws CoreException {
        String name = kernel.getFullPath().removeFileExtension().lastSegment();
        ILaunchConfigurationWorkingCopy configuration =
                type().newInstance(null, manager().generateLaunchConfigurationName(name));
        setKernel(configuration, kernel);
        return configuration.doSave();
    }

    /** Makes a configuration launch a file of the workspace. */
    public static void setKernel(ILaunchConfigurationWorkingCopy configuration, IFile kernel) {
        configuration.setAttribute(KernelLaunchAttributes.PROJECT, kernel.getProject().getName());
        configuration.setAttribute(
                KernelLaunchAttributes.KERNEL, kernel.getProjectRelativePath().toString());
        configuration.setMappedResources(new IResource[] {kernel});
    }

    /**
     * Whether a file looks like a program for RV64, by its first bytes. A file that cannot be read
     * does not.
     */
    public static boolean isRv64Program(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            byte[] start = new byte[MACHINE_OFFSET + 2];
            in.readFully(start);
            boolean elf = true;
            for (int i = 0; i < MAGIC.length; i++) {
                elf &= start[i] == MAGIC[i];
            }
            int machine = start[MACHINE_OFFSET] & 0xff | start[MACHINE_OFFSET + 1] << Byte.SIZE;
            return elf && machine == EM_RISCV;
        } catch (EOFException e) {
            return false; // too short to be a program
        } catch (IOException e) {
            ILog.of(KernelConfigurations.class).info(file + " cannot be read", e);
            return false;
        }
    }

    private static boolean launches(ILaunchConfiguration configuration, IFile kernel) {
        IPath location = kernel.getLocation();
        if (location == null) {
            return false;
        }
        try {
            return KernelPath.of(configuration).file().equals(location.toPath().normalize());
        } catch (CoreException e) {
            return false; // it launches nothing at the moment
        }
    }

    private static ILaunchManager manager() {
        return DebugPlugin.getDefault().getLaunchManager();
    }

    /** The launch configuration type. */
    public static ILaunchConfigurationType type() throws CoreException {
        return Optional.ofNullable(
                        manager().getLaunchConfigurationType(KernelLaunchAttributes.TYPE_ID))
                .orElseThrow(
                        () ->
                                FramescopeCore.failure(
                                        "The launch configuration type RV64 Kernel is not"
                                                + " installed."));
    }
}
