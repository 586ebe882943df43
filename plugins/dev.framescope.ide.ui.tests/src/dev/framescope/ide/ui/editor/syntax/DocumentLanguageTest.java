package dev.framescope.ide.ui.editor.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eclipse.core.filebuffers.ITextFileBufferManager;
import org.eclipse.core.filebuffers.LocationKind;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class DocumentLanguageTest {
    @Test
    void theNameOfAFileTellsItsLanguage() {
        assertEquals(Optional.of(Language.C), DocumentLanguage.of("memory.h"));
        assertEquals(Optional.of(Language.RUST), DocumentLanguage.of("main.rs"));
        assertEquals(Optional.of(Language.ASSEMBLY), DocumentLanguage.of("trampoline.S"));
        assertEquals(Optional.of(Language.LINKER_SCRIPT), DocumentLanguage.of("kernel.ld"));
        assertEquals(Optional.empty(), DocumentLanguage.of("README.md"));
    }

    @Test
    void aDocumentHasTheLanguageOfItsFile(@TempDir Path folder) throws Exception {
        IPath file = IPath.fromPath(Files.createFile(folder.resolve("entry.S")));
        ITextFileBufferManager buffers = ITextFileBufferManager.DEFAULT;
        buffers.connect(file, LocationKind.LOCATION, new NullProgressMonitor());
        try {
            IDocument document =
                    buffers.getTextFileBuffer(file, LocationKind.LOCATION).getDocument();
            assertEquals(Optional.of(Language.ASSEMBLY), DocumentLanguage.of(document));
        } finally {
            buffers.disconnect(file, LocationKind.LOCATION, new NullProgressMonitor());
        }
    }

    @Test
    void aDocumentOfNoFileTellsNothing() {
        assertEquals(Optional.empty(), DocumentLanguage.of(new Document("text")));
    }
}
