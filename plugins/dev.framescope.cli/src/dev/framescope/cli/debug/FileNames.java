package dev.framescope.cli.debug;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;

/** Names of files for completion; with forward slashes. */
final class FileNames {
    private FileNames() {}

    /** The files and folders whose paths begin like that; folders end with a slash. */
    static List<String> starting(String path) {
        int slash = path.lastIndexOf('/');
        String folder = path.substring(0, slash + 1);
        String prefix = path.substring(slash + 1);
        File[] files = new File(folder.isEmpty() ? "." : folder).listFiles();
        return files == null
                ? List.of()
                : Stream.of(files)
                        .filter(file -> file.getName().startsWith(prefix))
                        .map(file -> folder + file.getName() + (file.isDirectory() ? "/" : ""))
                        .filter(name -> name.indexOf(' ') < 0)
                        .sorted()
                        .toList();
    }
}
