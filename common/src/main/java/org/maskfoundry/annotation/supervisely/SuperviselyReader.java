package org.maskfoundry.annotation.supervisely;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
 * Reads Supervisely's JSON (<a
 * href="https://docs.supervisely.com/data-organization/00_ann_format_navi">format</a>). The image
 * has the file's name without {@code .json}, in folder {@code img} beside {@code ann}.
 */
public final class SuperviselyReader implements AnnotationReader {

  private static final String EXTENSION = ".json";

  /** A reader. */
  public SuperviselyReader() {}

  @Override
  public AnnotationPieces open(AnnotationFile file) throws IOException {
    JsonNode root;
    try (JsonFile json = JsonFile.open(file)) {
      json.nextToken();
      root = json.objectWithout(Set.of());
    }
    try {
      JsonFields fields = JsonFields.of(root);
      JsonFields size = fields.object("size");
      AnnotatedImageBuilder image =
          new AnnotatedImageBuilder(
              new StatedImage(
                  names(file.name()),
                  List.of(),
                  new StatedSize(size.pixels("width"), size.pixels("height"))));
      for (JsonNode node : fields.list("objects")) {
        add(node, image);
      }
      return AnnotationPieces.of(image.build());
    } catch (MalformedAnnotationException refused) {
      throw new AnnotationFileException(
          "%s: %s; export it again".formatted(file.name(), refused.getMessage()), refused);
    }
  }

  private static List<String> names(String file) {
    String name =
        file.endsWith(EXTENSION) ? file.substring(0, file.length() - EXTENSION.length()) : file;
    List<String> names = new ArrayList<>(List.of(name));
    List<String> components = new ArrayList<>(List.of(name.split("/", -1)));
    int folder = components.lastIndexOf("ann");
    if (folder >= 0) {
      components.set(folder, "img");
      names.add(String.join("/", components));
    }
    return names;
  }

  private static void add(JsonNode node, AnnotatedImageBuilder image) {
    SuperviselyObject object;
    try {
      object = new SuperviselyObject(node, JsonFields.of(node));
    } catch (MalformedAnnotationException refused) {
      image.refuse("", refused);
      return;
    }
    Optional<SkipReason> skipped = object.skipped();
    if (skipped.isPresent()) {
      image.skip(skipped.get());
    } else {
      image.add(object.id(), object::annotation);
    }
  }
}
