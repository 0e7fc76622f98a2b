package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import org.apache.spark.sql.types.StructType;

/**
 * The columns of table {@code annotations}: one row per image and run of a phase, mirroring the
 * released SA-1B records. {@link RowMapping} is the way between them and the domain's records.
 */
public final class AnnotationSchema {

  static final StructType IMAGE =
      new StructType()
          .add("image_id", LongType)
          .add("file_name", StringType)
          .add("uri", StringType)
          .add("length", LongType)
          .add("modified", TimestampType)
          .add("sha256", StringType)
          .add("width", IntegerType)
          .add("height", IntegerType);

  static final StructType SEGMENTATION =
      new StructType().add("size", createArrayType(IntegerType)).add("counts", StringType);

  static final StructType ANNOTATION =
      new StructType()
          .add("id", LongType)
          .add("segmentation", SEGMENTATION)
          .add("bbox", createArrayType(IntegerType))
          .add("area", LongType)
          .add("predicted_iou", DoubleType)
          .add("stability_score", DoubleType)
          .add("crop_box", createArrayType(IntegerType))
          .add("point_coords", createArrayType(createArrayType(DoubleType)))
          .add("source", StringType)
          .add("annotator", StringType)
          .add("seconds", DoubleType)
          .add("tool_id", StringType)
          .add("position", IntegerType)
          .add("detection_score", DoubleType)
          .add("attributes", createMapType(StringType, StringType));

  static final StructType REJECTION =
      new StructType()
          .add("code", StringType)
          .add("message", StringType)
          .add("annotation_id", StringType)
          .add("file", StringType);

  static final StructType ERROR =
      new StructType().add("code", StringType).add("message", StringType);

  static final StructType PROVENANCE =
      new StructType()
          .add("run_id", StringType)
          .add("model_digest", StringType)
          .add("settings_digest", StringType)
          .add("code_version", StringType)
          .add("device", StringType)
          .add("created_at", TimestampType);

  /** All columns of a row. */
  public static final StructType ROW =
      new StructType()
          .add("image", IMAGE)
          .add("phase", StringType)
          .add("annotations", createArrayType(ANNOTATION))
          .add("rejections", createArrayType(REJECTION))
          .add("dropped", createMapType(StringType, LongType))
          .add("error", ERROR)
          .add("provenance", PROVENANCE)
          .add("timings", createMapType(StringType, DoubleType));

  private AnnotationSchema() {}
}
