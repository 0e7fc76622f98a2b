package org.maskfoundry.jobs.spark;

import java.util.List;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Finds the column of a Parquet file that holds image bytes: the only binary column, or among
 * several the one with a usual name. Hugging Face's {@code image} of {@code struct<bytes, path>} is
 * one of those.
 */
final class ImageColumn {

  private static final Set<String> USUAL_NAMES =
      Set.of("image", "bytes", "image_bytes", "content", "data", "jpg", "jpeg", "png");

  private ImageColumn() {}

  /**
   * The column's path.
   *
   * @throws DamagedContainerException where there is none, or no telling which
   */
  static ColumnDescriptor of(MessageType schema) throws DamagedContainerException {
    List<ColumnDescriptor> binary =
        schema.getColumns().stream()
            .filter(column -> column.getMaxRepetitionLevel() == 0)
            .filter(ImageColumn::holdsBytes)
            .toList();
    if (binary.size() == 1) {
      return binary.get(0);
    }
    List<ColumnDescriptor> usual =
        binary.stream().filter(column -> USUAL_NAMES.contains(lastName(column))).toList();
    if (usual.size() == 1) {
      return usual.get(0);
    }
    throw new DamagedContainerException(
        "expected one binary column of image bytes, or one named %s among several; found %s"
            .formatted(
                String.join(", ", USUAL_NAMES.stream().sorted().toList()),
                binary.stream().map(column -> String.join(".", column.getPath())).toList()));
  }

  private static boolean holdsBytes(ColumnDescriptor column) {
    return column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        && column.getPrimitiveType().getLogicalTypeAnnotation() == null;
  }

  private static String lastName(ColumnDescriptor column) {
    return column.getPath()[column.getPath().length - 1];
  }
}
