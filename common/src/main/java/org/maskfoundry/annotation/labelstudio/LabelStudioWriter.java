package org.maskfoundry.annotation.labelstudio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import org.maskfoundry.annotation.ProposalWriter;
import org.maskfoundry.annotation.ProposedImage;
import org.maskfoundry.annotation.ProposedMask;

/**
 * Writes tasks to import into Label Studio: an image, and one prediction with a brushed region for
 * each proposal. The project's labelling configuration has an image control named {@value #TARGET}
 * of {@code $image} and brush labels named {@value #CONTROL} with the label {@value #LABEL}. A
 * region's id is our mask's, which survives editing.
 */
public final class LabelStudioWriter implements ProposalWriter {

  /** The name of the control that shows the image, which is also the member of its data. */
  public static final String TARGET = "image";

  /** The name of the control that labels brushed regions. */
  public static final String CONTROL = "label";

  /** The member of a task's data that holds the image's path in its source. */
  static final String SOURCE = "source_image";

  /** The label of all proposals. */
  public static final String LABEL = "object";

  private final JsonGenerator json;

  /**
   * Begins a list of tasks.
   *
   * @param stream stays open when the list is ended
   */
  public LabelStudioWriter(OutputStream stream) throws IOException {
    this.json =
        new JsonFactory().createGenerator(stream).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartArray();
  }

  @Override
  public void write(ProposedImage image) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("data");
    json.writeStringField(TARGET, image.address());
    json.writeStringField(SOURCE, image.fileName());
    json.writeEndObject();
    json.writeArrayFieldStart("predictions");
    json.writeStartObject();
    json.writeStringField("model_version", image.modelVersion());
    json.writeNumberField(
        "score", image.masks().stream().mapToDouble(ProposedMask::score).average().orElse(0));
    json.writeArrayFieldStart("result");
    for (ProposedMask mask : image.masks()) {
      writeRegion(image, mask);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeRegion(ProposedImage image, ProposedMask mask) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", mask.id());
    json.writeStringField("type", "brushlabels");
    json.writeStringField("from_name", CONTROL);
    json.writeStringField("to_name", TARGET);
    json.writeNumberField("original_width", image.width());
    json.writeNumberField("original_height", image.height());
    json.writeNumberField("image_rotation", 0);
    json.writeNumberField("score", mask.score());
    json.writeStringField("origin", "prediction");
    json.writeObjectFieldStart("value");
    json.writeStringField("format", "rle");
    json.writeArrayFieldStart("rle");
    for (byte packed : BrushCodec.encode(mask.mask())) {
      json.writeNumber(packed & 0xff);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("brushlabels");
    json.writeString(LABEL);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    json.writeEndArray();
    json.close();
  }
}
