package org.maskfoundry.jobs.spark;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.MaskSource;
import org.maskfoundry.mask.RleMask;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The way between a mask's record and an element of column {@code annotations}. */
final class AnnotationMapping {

  private AnnotationMapping() {}

  static Row toRow(MaskAnnotation annotation) {
    RleMask mask = annotation.mask();
    return RowFactory.create(
        annotation.id(),
        RowFactory.create(
            ColumnValues.array(List.of(mask.height(), mask.width())), mask.toCocoString()),
        whole(mask.box().toSa1b()),
        (long) mask.area(),
        annotation.predictedIou().orElse(null),
        annotation.stabilityScore().orElse(null),
        annotation.cropBox().map(AnnotationMapping::whole).orElse(null),
        ColumnValues.array(annotation.pointCoords().stream().map(AnnotationMapping::xy).toList()),
        annotation.source().tableName(),
        annotation.annotator().orElse(null),
        annotation.seconds().orElse(null),
        annotation.toolId().orElse(null),
        annotation.position().orElse(null),
        annotation.detectionScore().orElse(null),
        ColumnValues.map(annotation.attributes()));
  }

  static MaskAnnotation fromRow(ColumnValues columns) {
    return new MaskAnnotation(
        columns.whole("id"),
        mask(columns.struct("segmentation").orElseThrow()),
        columns.optional("predicted_iou", Double.class),
        columns.optional("stability_score", Double.class),
        Optional.of(columns.<Integer>list("crop_box"))
            .filter(box -> !box.isEmpty())
            .map(box -> box.stream().mapToInt(Integer::intValue).toArray()),
        columns.<Seq<Double>>list("point_coords").stream().map(AnnotationMapping::point).toList(),
        source(columns.text("source")),
        columns.optional("annotator", String.class),
        columns.optional("seconds", Double.class),
        columns.optional("tool_id", String.class),
        columns.optional("position", Integer.class),
        columns.optional("detection_score", Double.class),
        columns.map("attributes"));
  }

  private static Object whole(int[] values) {
    return ColumnValues.array(IntStream.of(values).boxed().toList());
  }

  private static Object xy(double[] point) {
    return ColumnValues.array(List.of(point[0], point[1]));
  }

  private static double[] point(Seq<Double> xy) {
    return CollectionConverters.asJava(xy).stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static RleMask mask(ColumnValues segmentation) {
    List<Integer> size = segmentation.list("size");
    return RleMask.ofCocoString(size.get(0), size.get(1), segmentation.text("counts"));
  }

  private static MaskSource source(String tableName) {
    return Stream.of(MaskSource.values())
        .filter(source -> source.tableName().equals(tableName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown source of a mask: " + tableName));
  }
}
