package org.maskfoundry.annotation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells formats apart by how a file begins. */
final class ContentRecognition {

  private static final int HEAD = 4096;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final Pattern CVAT =
      Pattern.compile("(?s)(<\\?xml.*?\\?>\\s*)?(<!--.*?-->\\s*)*<annotations[\\s>].*");
  private static final String NUMBER =
      "[-+]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][-+]?[0-9]++)?+";

  /** A class and at least a box; the line may be cut by the end of what was looked at. */
  private static final Pattern YOLO =
      Pattern.compile(
          "[0-9]++(?:[ \\t]++" + NUMBER + "){4,}+[ \\t]*+(?:\\R[\\s\\S]*+|[-+.0-9eE]*+)");

  private ContentRecognition() {}

  static Optional<AnnotationFormat> recognise(AnnotationFile file) throws IOException {
    byte[] head;
    try (InputStream stream = file.open()) {
      head = stream.readNBytes(HEAD);
    }
    if (head.length >= PNG.length && Arrays.equals(PNG, 0, PNG.length, head, 0, PNG.length)) {
      return Optional.of(AnnotationFormat.LABEL_MAP);
    }
    String text = withoutMark(new String(head, StandardCharsets.UTF_8)).stripLeading();
    if (text.startsWith("{") || text.startsWith("[")) {
      return JsonRecognition.recognise(file);
    }
    if (CVAT.matcher(text).matches()) {
      return Optional.of(AnnotationFormat.CVAT);
    }
    return YOLO.matcher(text).matches() ? Optional.of(AnnotationFormat.YOLO) : Optional.empty();
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
