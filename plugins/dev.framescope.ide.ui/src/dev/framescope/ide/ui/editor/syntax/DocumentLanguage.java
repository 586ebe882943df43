package dev.framescope.ide.ui.editor.syntax;

import org.eclipse.core.filebuffers.ITextFileBuffer;
import org.eclipse.core.filebuffers.ITextFileBufferManager;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.content.IContentType;
import org.eclipse.jface.text.IDocument;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the language of a document by the name of its file. An editor's reconciler is chosen for
 * the first file that it shows, and stays when the debugger reuses the editor for another one.
 */
final class DocumentLanguage {
    private static final Map<String, Language> BY_CONTENT_TYPE =
            Map.of(
                    "dev.framescope.ide.ui.c", Language.C,
                    "dev.framescope.ide.ui.rust", Language.RUST,
                    "dev.framescope.ide.ui.assembly", Language.ASSEMBLY,
                    "dev.framescope.ide.ui.linkerScript", Language.LINKER_SCRIPT);

    private DocumentLanguage() {}

    /** The language of a document; empty if it is of no file, or of a file of another kind. */
    static Optional<Language> of(IDocument document) {
        ITextFileBuffer file = ITextFileBufferManager.DEFAULT.getTextFileBuffer(document);
        return file == null || file.getFileStore() == null
                ? Optional.empty()
                : of(file.getFileStore().getName());
    }

    /** The language of the files with such a name; empty if it is none that is coloured here. */
    static Optional<Language> of(String fileName) {
        return Arrays.stream(Platform.getContentTypeManager().findContentTypesFor(fileName))
                .map(IContentType::getId)
                .map(BY_CONTENT_TYPE::get)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
