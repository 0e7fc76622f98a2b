package org.maskfoundry.annotation.labelme;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.maskfoundry.annotation.AnnotatedImageBuilder;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.AnnotationPieces;
import org.maskfoundry.annotation.AnnotationReader;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.annotation.StatedSize;
import org.maskfoundry.annotation.json.JsonFields;
import org.maskfoundry.annotation.json.JsonFile;

/**
 * Reads LabelMe's JSON (<a href="https://github.com/wkentaro/labelme">the tool</a>). Polygons of
 * one label and {@code group_id} are the parts of one object.
 */
public final class LabelMeReader implements AnnotationReader {

  private static final String IGNORED = "__ignore__";

  /** A reader. */
  public LabelMeReader() {}

  @Override
  public AnnotationPieces open(AnnotationFile file) throws IOException {
    JsonNode root;
    try (JsonFile json = JsonFile.open(file)) {
      json.nextToken();
      // The image itself may be in there.
      root = json.objectWithout(Set.of("imageData"));
    }
    try {
      JsonFields fields = JsonFields.of(root);
      AnnotatedImageBuilder image = new AnnotatedImageBuilder(image(file, fields));
      addShapes(fields.list("shapes"), image);
      return AnnotationPieces.of(image.build());
    } catch (MalformedAnnotationException refused) {
      throw new AnnotationFileException(
          "%s: %s; save it again in the tool".formatted(file.name(), refused.getMessage()),
          refused);
    }
  }

  private static StatedImage image(AnnotationFile file, JsonFields fields)
      throws MalformedAnnotationException {
    String folder = file.name().substring(0, file.name().length() - file.fileName().length());
    String path = fields.label("imagePath").replace('\\', '/');
    boolean sized = fields.node("imageWidth").isPresent() && fields.node("imageHeight").isPresent();
    StatedSize size =
        sized ? new StatedSize(fields.pixels("imageWidth"), fields.pixels("imageHeight")) : null;
    List<String> names = path.isEmpty() ? List.of() : List.of(folder + path, path);
    return new StatedImage(names, List.of(file.stem()), size);
  }

  private static void addShapes(List<JsonNode> nodes, AnnotatedImageBuilder image) {
    Map<List<String>, List<LabelMeShape>> objects = new LinkedHashMap<>();
    for (int index = 0; index < nodes.size(); index++) {
      try {
        LabelMeShape shape = LabelMeShape.of(nodes.get(index), "shapes[%d]".formatted(index));
        Optional<SkipReason> skipped =
            shape.label().equals(IGNORED)
                ? Optional.of(SkipReason.IGNORED_REGION)
                : shape.skipped();
        if (skipped.isPresent()) {
          image.skip(skipped.get());
        } else {
          objects.computeIfAbsent(shape.object(), key -> new ArrayList<>()).add(shape);
        }
      } catch (MalformedAnnotationException refused) {
        image.refuse("", refused);
      }
    }
    objects.values().forEach(parts -> image.add("", () -> LabelMeShape.annotation(parts)));
  }
}
