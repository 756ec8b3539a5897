package org.samspill.catalogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The first wall in front of the engine: opens a BPMN or DMN file without following anything it names, and lets nothing through that is not on the list of what is allowed.
 * A parser of the engine sees a file only after this.
 */
final class XmlGate {

    private static final int DEEPEST = 60;

    private XmlGate() {}

    /** The document when it may pass; null when it may not, with the reasons among the findings. */
    static @Nullable Document admit(String file, byte[] content, Findings findings) {
        if (content.length > ModelLimits.LARGEST_FILE) {
            findings.error(file, null, "file-too-large", ModelLimits.LARGEST_FILE / 1000);
            return null;
        }
        Document document = parse(file, content, findings);
        if (document == null) {
            return null;
        }
        int elements = count(document.getDocumentElement(), 0);
        if (elements > ModelLimits.MOST_ELEMENTS) {
            findings.error(file, null, "too-many-elements", elements, ModelLimits.MOST_ELEMENTS);
            return null;
        }
        if (elements < 0) {
            findings.error(file, null, "xml-too-deep", DEEPEST);
            return null;
        }
        new AllowedXml(file, findings).check(document.getDocumentElement());
        References.check(file, document.getDocumentElement(), findings);
        return findings.anyErrorIn(file) ? null : document;
    }

    private static @Nullable Document parse(String file, byte[] content, Findings findings) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(content));
        } catch (SAXParseException broken) {
            boolean doctype = String.valueOf(broken.getMessage()).contains("DOCTYPE");
            if (doctype) {
                findings.errorAt(file, broken.getLineNumber(), null, "xml-doctype");
            } else {
                broken(file, broken.getLineNumber(), broken.getColumnNumber(), broken, findings);
            }
        } catch (SAXException | IOException broken) {
            // Bytes that are no text, or an encoding that nobody knows, which stands in the first line; the parser does
            // not say where.
            Place place = Place.ofFirstMalformed(content);
            broken(file, place.line(), place.column(), broken, findings);
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
        return null;
    }

    private static void broken(String file, int line, int column, Exception broken, Findings findings) {
        findings.errorAt(file, Math.max(1, line), null, "xml-broken", Words.reason(broken), Math.max(1, column));
    }

    /** A place in a text, both counted from 1. */
    private record Place(int line, int column) {

        /** Where bytes stop being UTF-8; the very beginning when all of them are. */
        static Place ofFirstMalformed(byte[] content) {
            CharBuffer text = CharBuffer.allocate(content.length);
            CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content), text, true);
            if (!result.isMalformed()) {
                return new Place(1, 1);
            }
            String before = text.flip().toString();
            int line = 1 + (int) before.chars().filter(sign -> sign == '\n').count();
            return new Place(line, before.length() - before.lastIndexOf('\n'));
        }
    }

    /** How many elements there are, or -1 when they lie deeper in each other than any honest model. */
    private static int count(Element element, int depth) {
        if (depth > DEEPEST) {
            return -1;
        }
        int sum = 1;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                int more = count(inner, depth + 1);
                if (more < 0) {
                    return -1;
                }
                sum += more;
            }
        }
        return sum;
    }

    /** Xerces prints to the console unless it is told what to do with errors. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException exception) {}

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
