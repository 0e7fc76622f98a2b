package org.maskfoundry.annotation.yolo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.shape.SharePolygon;

/**
 * One line of labels.
 *
 * @param number the line's number, from 1, which is the object's id
 * @param text the line
 */
record YoloLine(int number, String text) {

  private static final Pattern BLANK = Pattern.compile("[ \\t]+");
  private static final int BOX = 5;
  private static final int SHOWN = 40;

  String id() {
    return Integer.toString(number);
  }

  /**
   * The object.
   *
   * @throws MalformedAnnotationException where the line is no label
   */
  StatedAnnotation annotation(ClassNames names) throws MalformedAnnotationException {
    String[] words = BLANK.split(text, -1);
    double[] numbers = new double[words.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(words[i]);
    }
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("class", words[0]);
    attributes.put(StatedAnnotation.LABEL, names.name(numbers[0]).orElse(words[0]));
    double[] ring;
    if (numbers.length == BOX) {
      attributes.put("kind", "box");
      ring = box(numbers[1], numbers[2], numbers[3], numbers[4]);
    } else if (numbers.length % 2 == 1 && numbers.length > 1) {
      ring = Arrays.copyOfRange(numbers, 1, numbers.length);
    } else {
      throw malformed("%d numbers, expected a class and pairs x y".formatted(numbers.length));
    }
    return StatedAnnotation.of(id(), new SharePolygon(List.of(ring)), attributes);
  }

  private static double[] box(double x, double y, double width, double height) {
    double left = x - width / 2;
    double top = y - height / 2;
    double right = x + width / 2;
    double bottom = y + height / 2;
    return new double[] {left, top, right, top, right, bottom, left, bottom};
  }

  private double number(String word) throws MalformedAnnotationException {
    try {
      double value = Double.parseDouble(word);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException noNumber) {
      // Said below, as for what is not finite.
    }
    String shown = word.length() > SHOWN ? word.substring(0, SHOWN) + " ..." : word;
    throw malformed("%s, expected a number".formatted(shown));
  }

  private MalformedAnnotationException malformed(String found) {
    return new MalformedAnnotationException(
        AnnotationProblem.MALFORMED,
        "line %d: found %s; correct the line or remove it".formatted(number, found));
  }
}
