package org.maskfoundry.annotation.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.MemoryFile;
import org.maskfoundry.annotation.Refusal;
import org.maskfoundry.annotation.StatedAnnotation;

class YoloReaderTest {

  private static final String TRIANGLES =
      "0 .1 .1 .5 .1 .5 .5\n1 .1 .1 .5 .1 .5 .5\n2 .1 .1 .5 .1 .5 .5\n";

  private static AnnotatedImage read(MemoryFile file) throws IOException {
    return MemoryFile.all(new YoloReader(), file).get(0);
  }

  private static List<String> labels(MemoryFile file) throws IOException {
    return read(file).annotations().stream()
        .map(annotation -> annotation.attributes().get(StatedAnnotation.LABEL))
        .toList();
  }

  @Test
  void sharesAreDrawnWhenTheSizeIsKnown() throws IOException, MalformedAnnotationException {
    AnnotatedImage image =
        read(
            MemoryFile.of(
                "set/labels/train/cup.txt",
                "0 0.2 0.3 0.7 0.3 0.7 0.9 0.2 0.9\r\n\r\n3 0.5 0.5 0.4 0.2\r\n"));

    assertThat(image.image().stems())
        .containsExactly("set/labels/train/cup", "set/images/train/cup");
    assertThat(image.image().statedSize()).isEmpty();
    StatedAnnotation polygon = image.annotations().get(0);
    assertThat(polygon.shape().draw(10, 10).mask().area()).isEqualTo(5 * 6);
    assertThat(polygon.shape().draw(100, 20).mask().area()).isEqualTo(10 * 60);
    StatedAnnotation box = image.annotations().get(1);
    assertThat(box.shape().draw(10, 10).mask().area()).isEqualTo(4 * 2);
    // The id is the line's number.
    assertThat(box.id()).isEqualTo("3");
    assertThat(box.attributes()).containsEntry("kind", "box").containsEntry("class", "3");
  }

  @Test
  void theMarkThatEditorsPutBeforeATextIsNoPartOfIt() throws IOException {
    MemoryFile file = MemoryFile.of("labels/cup.txt", "\uFEFF" + TRIANGLES);
    assertThat(read(file).refusals()).isEmpty();
    assertThat(labels(file.with("classes.txt", "\uFEFFcat\ndog\n"))).startsWith("cat", "dog");
    assertThat(
            labels(
                MemoryFile.of("labels/cup.txt", TRIANGLES)
                    .with("data.yaml", "\uFEFFnames: [cat, dog, hen]\n")))
        .containsExactly("cat", "dog", "hen");
  }

  @Test
  void aLineThatIsNoLabelIsRefusedByNumber() throws IOException {
    AnnotatedImage image =
        read(
            MemoryFile.of(
                "cup.txt",
                """
                0 x 0.1 0.5 0.1 0.5 0.5
                0 0.1 0.1 0.5
                0 nan 1 1 1 1 1
                7
                """));

    assertThat(image.annotations()).isEmpty();
    assertThat(image.refusals())
        .extracting(Refusal::annotationId)
        .containsExactly("1", "2", "3", "4");
    assertThat(image.refusals())
        .allSatisfy(
            refusal ->
                assertThat(refusal.message())
                    .contains("line " + refusal.annotationId())
                    .contains("expected")
                    .contains("; "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "classes.txt",
        "../classes.txt",
        "obj.names",
        "../../classes.txt",
        "../../obj.names"
      })
  void classesAreNamedInALists(String place) throws IOException {
    assertThat(labels(MemoryFile.of("labels/cup.txt", TRIANGLES).with(place, "cup\nlid\n")))
        .containsExactly("cup", "lid", "2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nc: 3\nnames: [cup, 'a, b', \"lid\"] # three\n",
        "names: ['cup',\n        'a, b',\n        lid]\nnc: 3\n",
        "names:\n- cup\n- 'a, b'  # both\n- lid\nnc: 3\n",
        "names:\n  - cup # round\n  - \"a, b\"\n  - lid\n",
        "names:\n  0: cup\n  1: 'a, b' # both\n  2: lid\npath: x\n",
        "names: {0: cup, 1: 'a, b', 2: lid}\n",
        "names:\n  [\n    cup,\n    'a, b', # both\n    lid,\n  ]\n",
      })
  void classesAreNamedInAConfiguration(String yaml) throws IOException {
    assertThat(labels(MemoryFile.of("labels/cup.txt", TRIANGLES).with("../data.yaml", yaml)))
        .containsExactly("cup", "a, b", "lid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "names:", "names: [", "names: 7\n", "names: {0: ", "names: {x: y}\n", "nc: 3"})
  void withoutNamesClassesAreNumbers(String yaml) throws IOException {
    assertThat(labels(MemoryFile.of("labels/cup.txt", TRIANGLES).with("data.yaml", yaml)))
        .containsExactly("0", "1", "2");
  }
}
