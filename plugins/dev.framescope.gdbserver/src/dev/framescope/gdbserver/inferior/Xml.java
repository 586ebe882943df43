package dev.framescope.gdbserver.inferior;

/** Writes the XML that GDB reads: elements with attributes, and text. Belongs to one thread. */
final class Xml {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\"?>\n");

    /** A document with that type and root element. */
    static Xml document(String root, String attributes) {
        Xml xml = new Xml();
        xml.out.append("<!DOCTYPE ").append(root).append(" SYSTEM \"");
        xml.out.append(root.equals("target") ? "gdb-target" : root).append(".dtd\">\n");
        return xml.open(root, attributes);
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(c < ' ' ? ' ' : c);
            }
        }
        return escaped.toString();
    }

    /** An attribute, with a blank before it. */
    static String attribute(String name, Object value) {
        return ' ' + name + "=\"" + escape(String.valueOf(value)) + '"';
    }

    /** An attribute in hexadecimal. */
    static String hex(String name, long value) {
        return attribute(name, "0x" + Long.toHexString(value));
    }

    Xml open(String element, String attributes) {
        out.append('<').append(element).append(attributes).append(">\n");
        return this;
    }

    Xml close(String element) {
        out.append("</").append(element).append(">\n");
        return this;
    }

    Xml empty(String element, String attributes) {
        out.append('<').append(element).append(attributes).append("/>\n");
        return this;
    }

    Xml text(String element, String attributes, String text) {
        out.append('<').append(element).append(attributes).append('>');
        out.append(escape(text)).append("</").append(element).append(">\n");
        return this;
    }

    /** The document, its root closed. */
    String end(String root) {
        close(root);
        return out.toString();
    }
}
