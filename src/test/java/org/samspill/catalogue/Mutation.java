package org.samspill.catalogue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What an editor that crashes, a merge that goes wrong or somebody with a text editor can do to a diagram: the result is still XML, mostly no model any more. */
enum Mutation {
    ATTRIBUTE_GONE {
        @Override
        void apply(Document document, Random random) {
            Attr attribute = attribute(document, random);
            attribute.getOwnerElement().removeAttributeNode(attribute);
        }
    },
    ATTRIBUTE_EMPTY {
        @Override
        void apply(Document document, Random random) {
            attribute(document, random).setValue("");
        }
    },
    ATTRIBUTE_OF_ANOTHER {
        @Override
        void apply(Document document, Random random) {
            attribute(document, random).setValue(attribute(document, random).getValue());
        }
    },
    ATTRIBUTE_STRANGE {
        @Override
        void apply(Document document, Random random) {
            attribute(document, random).setValue(STRANGE.get(random.nextInt(STRANGE.size())));
        }
    },
    ELEMENT_GONE {
        @Override
        void apply(Document document, Random random) {
            Element element = element(document, random);
            element.getParentNode().removeChild(element);
        }
    },
    ELEMENT_TWICE {
        @Override
        void apply(Document document, Random random) {
            Element element = element(document, random);
            element.getParentNode().insertBefore(element.cloneNode(true), element);
        }
    },
    ELEMENT_ELSEWHERE {
        @Override
        void apply(Document document, Random random) {
            element(document, random).appendChild(element(document, random).cloneNode(true));
        }
    },
    ELEMENT_OF_ANOTHER_NAME {
        @Override
        void apply(Document document, Random random) {
            Element element = element(document, random);
            Element other = element(document, random);
            document.renameNode(element, other.getNamespaceURI(), other.getNodeName());
        }
    },
    TEXT_STRANGE {
        @Override
        void apply(Document document, Random random) {
            element(document, random).setTextContent(STRANGE.get(random.nextInt(STRANGE.size())));
        }
    };

    private static final List<String> STRANGE = List.of(
            " ",
            "true",
            "-1",
            "1e400",
            "P",
            "R/P",
            "PT0.0S",
            "R5/2026-01-01T00:00:00/PT10H",
            "2026-02-30",
            "${",
            "${x}",
            "${a.b.c}",
            "a,b,,c",
            "ns:name",
            "😀",
            "æøå",
            "x".repeat(5000),
            "/",
            "//",
            "((((((((((",
            "1..2");

    abstract void apply(Document document, Random random);

    /** The file with one change of this kind, the same for the same random numbers. */
    byte[] of(byte[] file, Random random) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(file));
        apply(document, random);
        var changed = new ByteArrayOutputStream();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(changed));
        return changed.toByteArray();
    }

    private static Element element(Document document, Random random) {
        List<Element> elements = new ArrayList<>();
        below(document.getDocumentElement(), elements);
        return elements.get(random.nextInt(elements.size()));
    }

    private static Attr attribute(Document document, Random random) {
        while (true) {
            Element element = element(document, random);
            if (element.hasAttributes()) {
                return (Attr) element.getAttributes()
                        .item(random.nextInt(element.getAttributes().getLength()));
            }
        }
    }

    /** Every element but the root, without the drawing, which would be most of them. */
    private static void below(Element parent, List<Element> elements) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                boolean drawing = "BPMNDiagram".equals(element.getLocalName());
                elements.add(element);
                if (!drawing) {
                    below(element, elements);
                }
            }
        }
    }
}
