package org.maskfoundry.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.maskfoundry.mask.RleMask;

/** Reads a mask in COCO's RLE from a JSON file: compressed counts or a list of runs. */
final class RleMaskFile {

  private RleMaskFile() {}

  /**
   * The mask in a file.
   *
   * @throws IllegalArgumentException with what is wrong with the file
   */
  static RleMask read(Path file) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(
          "it is no JSON: " + malformed.getOriginalMessage(), malformed);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("the file cannot be read", unreadable);
    }
    JsonNode segmentation = root.path("segmentation").isObject() ? root.get("segmentation") : root;
    JsonNode size = segmentation.path("size");
    JsonNode counts = segmentation.path("counts");
    if (!size.path(0).canConvertToInt() || !size.path(1).canConvertToInt() || size.size() != 2) {
      throw new IllegalArgumentException(
          "expected an object with \"size\": [height, width] and \"counts\"");
    }
    return mask(size.get(0).intValue(), size.get(1).intValue(), counts);
  }

  private static RleMask mask(int height, int width, JsonNode counts) {
    if (counts.isTextual()) {
      return RleMask.ofCocoString(height, width, counts.textValue());
    }
    boolean runs =
        counts.isArray()
            && StreamSupport.stream(counts.spliterator(), false)
                .allMatch(run -> run.isIntegralNumber() && run.canConvertToInt());
    if (!runs) {
      throw new IllegalArgumentException("\"counts\" is neither a text nor a list of numbers");
    }
    return RleMask.ofRuns(
        height,
        width,
        StreamSupport.stream(counts.spliterator(), false).mapToInt(JsonNode::intValue).toArray());
  }
}
