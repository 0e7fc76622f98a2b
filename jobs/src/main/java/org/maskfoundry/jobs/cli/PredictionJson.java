package org.maskfoundry.jobs.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.export.Sa1bJson;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.segment.PredictedMask;

/**
 * Writes the answer to a prompt: {@code image} as in SA-1B, and {@code masks} in the decoder's
 * order, each with {@code segmentation}, {@code predicted_iou}, {@code area} and {@code bbox} as
 * SA-1B writes them. An empty mask is a mask of area 0.
 */
final class PredictionJson {

  private PredictionJson() {}

  static byte[] of(ImageReference image, List<PredictedMask> masks) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Sa1bJson.generator(bytes)) {
      json.writeStartObject();
      Sa1bJson.writeImage(json, image);
      json.writeArrayFieldStart("masks");
      for (PredictedMask predicted : masks) {
        RleMask mask = predicted.mask();
        json.writeStartObject();
        Sa1bJson.writeSegmentation(json, mask);
        json.writeNumberField("predicted_iou", predicted.predictedIou());
        json.writeNumberField("area", mask.area());
        Sa1bJson.writeBox(json, "bbox", mask.box().toSa1b());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
