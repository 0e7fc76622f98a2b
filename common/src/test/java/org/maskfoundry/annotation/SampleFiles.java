package org.maskfoundry.annotation;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** A small file of each format, about an image {@code cup.png} of 64 x 48. */
public final class SampleFiles {

  private SampleFiles() {}

  /** The files; each has at least two objects. */
  public static Map<AnnotationFormat, byte[]> all() throws IOException {
    Map<AnnotationFormat, byte[]> files = new EnumMap<>(AnnotationFormat.class);
    put(
        files,
        AnnotationFormat.COCO,
        """
        {"info": {"year": 2026}, "images": [{"id": 1, "file_name": "cup.png", "width": 64,
         "height": 48}], "annotations": [{"id": 1, "image_id": 1, "category_id": 2, "iscrowd": 0,
         "segmentation": [[1, 1, 9.5, 1, 9.5, 9, 1, 9]], "bbox": [1, 1, 8, 8], "area": 64},
         {"id": 2, "image_id": 1, "category_id": 2, "iscrowd": 1, "segmentation":
         {"size": [48, 64], "counts": [10, 20, 3042]}, "attributes": {"x": true}}],
         "categories": [{"id": 2, "name": "cup"}]}""");
    put(
        files,
        AnnotationFormat.COCO_RESULTS,
        """
        [{"image_id": 1, "category_id": 2, "score": 0.5, "segmentation":
         {"size": [48, 64], "counts": "Rf0d0nZ2"}}, {"image_id": 2, "category_id": 2,
         "score": 0.25, "segmentation": [[1, 1, 5, 1, 5, 5]]}]""");
    put(
        files,
        AnnotationFormat.SA_1B,
        """
        {"image": {"image_id": 1, "width": 64, "height": 48, "file_name": "cup.png"},
         "annotations": [{"id": 1, "segmentation": {"size": [48, 64], "counts": [10, 20, 3042]},
         "area": 20, "bbox": [0, 10, 0, 19], "predicted_iou": 0.9, "stability_score": 0.95,
         "crop_box": [0, 0, 64, 48], "point_coords": [[1, 12]]}]}""");
    put(
        files,
        AnnotationFormat.LABEL_STUDIO,
        """
        [{"id": 1, "data": {"image": "/data/upload/1/1a2b3c4d-cup.png"}, "annotations": [{"id": 3,
         "completed_by": 7, "lead_time": 12.5, "was_cancelled": false, "result": [
         {"id": "a", "type": "rectanglelabels", "from_name": "l", "to_name": "image",
          "original_width": 64, "original_height": 48, "value": {"x": 10, "y": 10, "width": 20,
          "height": 20, "rotation": 15, "rectanglelabels": ["cup"]}},
         {"id": "b", "type": "polygonlabels", "original_width": 64, "original_height": 48,
          "value": {"points": [[1, 1], [50, 1], [50, 50]], "polygonlabels": ["cup"]}},
         {"id": "c", "type": "ellipselabels", "original_width": 64, "original_height": 48,
          "value": {"x": 50, "y": 50, "radiusX": 10, "radiusY": 20, "rotation": 0}},
         {"id": "d", "type": "brushlabels", "original_width": 13, "original_height": 9,
          "value": {"format": "rle", "rle": [0, 0, 1, 212, 57, 27, 255, 1, 211, 255]}}]}],
         "predictions": [{"result": []}]}]""");
    put(
        files,
        AnnotationFormat.CVAT,
        """
        <?xml version="1.0" encoding="utf-8"?>
        <annotations><version>1.1</version><image id="0" name="cup.png" width="64" height="48">
        <polygon label="cup" occluded="0" points="1.0,1.0;20.5,1.0;20.5,9.0" z_order="0"></polygon>
        <box label="cup" xtl="1" ytl="2" xbr="9" ybr="8" rotation="12.5"><attribute name="q">good
        </attribute></box><ellipse label="e" cx="30" cy="20" rx="9" ry="5"/>
        <mask label="m" rle="1, 2, 1" left="5" top="5" width="2" height="2"/></image>
        </annotations>""");
    put(
        files,
        AnnotationFormat.LABELME,
        """
        {"version": "5.7.0", "flags": {}, "shapes": [{"label": "cup", "points": [[1, 1], [9, 1],
         [9, 9]], "group_id": 1, "shape_type": "polygon", "flags": {}}, {"label": "cup", "points":
         [[20, 20], [30, 30]], "group_id": null, "shape_type": "rectangle"}, {"label": "c",
         "points": [[40, 20], [45, 20]], "shape_type": "circle"}, {"label": "m", "points":
         [[3, 3], [7, 7]], "shape_type": "mask", "mask": "%s"}], "imagePath": "cup.png",
         "imageData": null, "imageHeight": 48, "imageWidth": 64}"""
            .formatted(Base64.getEncoder().encodeToString(palette(5, 5))));
    files.put(AnnotationFormat.LABEL_MAP, palette(64, 48));
    put(
        files,
        AnnotationFormat.DATUMARO,
        """
        {"info": {}, "categories": {"label": {"labels": [{"name": "cup"}]}}, "items": [{"id": "cup",
         "annotations": [{"id": 1, "type": "polygon", "label_id": 0, "points": [1, 1, 9, 1, 9, 9],
         "attributes": {"a": 1}}, {"id": 2, "type": "bbox", "bbox": [1, 2, 8, 8]}, {"id": 3,
         "type": "mask", "rle": {"size": [48, 64], "counts": "Rf0d0nZ2"}}, {"id": 4, "type":
         "ellipse", "points": [1, 1, 20, 20]}], "image": {"path": "cup.png", "size": [48, 64]}}]}""");
    put(
        files,
        AnnotationFormat.SUPERVISELY,
        """
        {"description": "", "tags": [], "size": {"height": 48, "width": 64}, "objects": [{"id": 1,
         "geometryType": "bitmap", "classTitle": "cup", "bitmap": {"data": "%s", "origin": [2, 3]}},
         {"id": 2, "geometryType": "polygon", "classTitle": "cup", "points": {"exterior": [[1, 1],
         [20, 1], [20, 20]], "interior": [[[5, 2], [9, 2], [9, 6]]]}}]}"""
            .formatted(deflated(palette(5, 5))));
    put(
        files,
        AnnotationFormat.YOLO,
        "0 0.1 0.1 0.5 0.1 0.5 0.5\n1 0.681 0.485 0.670 0.487 0.676 0.9\n2 0.5 0.5 0.2 0.2\n");
    return files;
  }

  private static void put(
      Map<AnnotationFormat, byte[]> files, AnnotationFormat format, String text) {
    files.put(format, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A palette image whose left half has value 1 and whose lower right quarter has value 2. */
  private static byte[] palette(int width, int height) throws IOException {
    byte[] shades = {0, 100, (byte) 200};
    IndexColorModel colours = new IndexColorModel(8, 3, shades, shades, shades);
    BufferedImage image =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        int value = x < width / 2 ? 1 : y < height / 2 ? 0 : 2;
        image.getRaster().setSample(x, y, 0, value);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static String deflated(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(bytes);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }
}
