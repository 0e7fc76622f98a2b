package org.maskfoundry.annotation.cvat;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationFileException;

/** An XML file, read element by element. For one thread. */
final class XmlFile implements Closeable {

  private final String name;
  private final InputStream stream;
  private final XMLStreamReader xml;

  private XmlFile(String name, InputStream stream, XMLStreamReader xml) {
    this.name = name;
    this.stream = stream;
    this.xml = xml;
  }

  static XmlFile open(AnnotationFile file) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    InputStream stream = file.open();
    try {
      return new XmlFile(file.name(), stream, factory.createXMLStreamReader(stream));
    } catch (XMLStreamException | RuntimeException broken) {
      stream.close();
      throw broken(file.name(), 0, broken);
    }
  }

  /**
   * Goes to the next start or end of an element; false at the end of the file.
   *
   * @throws AnnotationFileException where the file is no XML from here on
   */
  boolean advance() throws IOException {
    try {
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
          return true;
        }
      }
      return false;
    } catch (XMLStreamException | RuntimeException broken) {
      throw broken(name, line(), broken);
    }
  }

  boolean isStart() {
    return xml.getEventType() == XMLStreamConstants.START_ELEMENT;
  }

  boolean isEndOf(String element) {
    return xml.getEventType() == XMLStreamConstants.END_ELEMENT && element().equals(element);
  }

  String element() {
    return xml.getLocalName();
  }

  /** The current element's attributes, by name. */
  Map<String, String> attributes() {
    Map<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
    return attributes;
  }

  /** The text up to the current element's end. */
  String text() throws IOException {
    try {
      return xml.getElementText().strip();
    } catch (XMLStreamException | RuntimeException broken) {
      throw broken(name, line(), broken);
    }
  }

  /** Passes over the current element with all that is in it. */
  void skip() throws IOException {
    for (int depth = 1; depth > 0; ) {
      if (!advance()) {
        throw new AnnotationFileException(
            "%s ends within an element; export it again".formatted(name));
      }
      depth += isStart() ? 1 : -1;
    }
  }

  private int line() {
    return xml.getLocation() == null ? 0 : xml.getLocation().getLineNumber();
  }

  private static AnnotationFileException broken(String name, int line, Exception broken) {
    return new AnnotationFileException(
        "%s, line %d: no XML from here on (%s); export the file again"
            .formatted(name, line, broken.getMessage()),
        broken);
  }

  @Override
  public void close() throws IOException {
    try {
      xml.close();
    } catch (XMLStreamException neverUsedAgain) {
      // The stream below is closed anyway.
    }
    stream.close();
  }
}
