package dev.framescope.ide.ui.editor;

import org.eclipse.jface.text.source.DefaultCharacterPairMatcher;

/** Finds the bracket that belongs to the one at the cursor. */
public final class Brackets extends DefaultCharacterPairMatcher {
    public Brackets() {
        super(new char[] {'(', ')', '[', ']', '{', '}'});
    }
}
