package dev.coppice.report;

import dev.coppice.process.Legible;
import java.io.StringWriter;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML 1.0 whose texts may hold anything: markup is escaped, and what XML cannot hold at all becomes a mark. */
final class Xml {

    /** All but the {@code Char} of the standard; lone halves of a surrogate pair are such as well. */
    private static final Pattern IMPOSSIBLE =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    Xml() {
        try {
            this.writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins an element; its attributes are names followed by their values. */
    void open(String element, String... attributes) {
        try {
            writer.writeCharacters("\n");
            writer.writeStartElement(element);
            for (int at = 0; at < attributes.length; at += 2) {
                attribute(attributes[at], attributes[at + 1]);
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the element that has just begun. A reader would turn line breaks in there into spaces, and so does this. */
    void attribute(String name, String value) {
        try {
            writer.writeAttribute(name, clean(value).replaceAll("\\s+", " "));
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    void text(String words) {
        try {
            writer.writeCharacters(clean(words));
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    void close() {
        try {
            writer.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole document. */
    String end() {
        try {
            writer.writeEndDocument();
            writer.flush();
            return text + "\n";
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String clean(String words) {
        return IMPOSSIBLE.matcher(Legible.text(words)).replaceAll("\uFFFD");
    }
}
