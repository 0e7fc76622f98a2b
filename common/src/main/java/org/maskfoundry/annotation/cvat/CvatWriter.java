package org.maskfoundry.annotation.cvat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.maskfoundry.annotation.ProposalWriter;
import org.maskfoundry.annotation.ProposedImage;
import org.maskfoundry.annotation.ProposedMask;
import org.maskfoundry.mask.MaskBox;
import org.maskfoundry.mask.RleMask;

/**
 * Writes CVAT for images 1.1, to be uploaded as annotations of a task with the same images: a mask
 * for each proposal, with the label {@value #LABEL}.
 */
public final class CvatWriter implements ProposalWriter {

  /** The label of all proposals, which the task needs to have. */
  public static final String LABEL = "object";

  private final XMLStreamWriter xml;
  private int images;

  /**
   * Begins a file.
   *
   * @param stream stays open when the file is ended
   */
  public CvatWriter(OutputStream stream) throws IOException {
    try {
      this.xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(stream, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      xml.writeStartElement("annotations");
      xml.writeStartElement("version");
      xml.writeCharacters("1.1");
      xml.writeEndElement();
    } catch (XMLStreamException failure) {
      throw new IOException(failure);
    }
  }

  @Override
  public void write(ProposedImage image) throws IOException {
    try {
      xml.writeCharacters("\n");
      xml.writeStartElement("image");
      xml.writeAttribute("id", Integer.toString(images++));
      xml.writeAttribute("name", writable(image.address()));
      xml.writeAttribute("width", Integer.toString(image.width()));
      xml.writeAttribute("height", Integer.toString(image.height()));
      for (ProposedMask mask : image.masks()) {
        writeMask(mask.mask());
      }
      xml.writeEndElement();
    } catch (XMLStreamException failure) {
      throw new IOException(failure);
    }
  }

  /** XML gives other white space back as blanks, and has no way to write control characters. */
  private static String writable(String name) throws IOException {
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IOException(
          "%s: the name has a control character, which CVAT's XML cannot hold; rename the file"
              .formatted(name.replaceAll("\\p{Cntrl}", "?")));
    }
    return name;
  }

  private void writeMask(RleMask mask) throws XMLStreamException {
    MaskBox box = mask.box();
    if (box.isEmpty()) {
      return;
    }
    int[] place = box.toCoco();
    xml.writeEmptyElement("mask");
    xml.writeAttribute("label", LABEL);
    xml.writeAttribute("source", "auto");
    xml.writeAttribute("occluded", "0");
    xml.writeAttribute("rle", rowMajorRuns(mask.crop(place[0], place[1], place[2], place[3])));
    xml.writeAttribute("left", Integer.toString(place[0]));
    xml.writeAttribute("top", Integer.toString(place[1]));
    xml.writeAttribute("width", Integer.toString(place[2]));
    xml.writeAttribute("height", Integer.toString(place[3]));
    xml.writeAttribute("z_order", "0");
  }

  private static String rowMajorRuns(RleMask mask) {
    byte[] bitmap = mask.toBitmap();
    StringBuilder runs = new StringBuilder();
    byte current = 0;
    int length = 0;
    for (byte pixel : bitmap) {
      if (pixel != current) {
        runs.append(length).append(", ");
        current = pixel;
        length = 0;
      }
      length++;
    }
    return runs.append(length).toString();
  }

  @Override
  public void close() throws IOException {
    try {
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.flush();
      xml.close();
    } catch (XMLStreamException failure) {
      throw new IOException(failure);
    }
  }
}
