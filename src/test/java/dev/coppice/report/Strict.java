package dev.coppice.report;

import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Takes what a parser would only mention for what it is. */
final class Strict implements ErrorHandler {

    @Override
    public void warning(SAXParseException problem) throws SAXException {
        throw problem;
    }

    @Override
    public void error(SAXParseException problem) throws SAXException {
        throw problem;
    }

    @Override
    public void fatalError(SAXParseException problem) throws SAXException {
        throw problem;
    }
}
