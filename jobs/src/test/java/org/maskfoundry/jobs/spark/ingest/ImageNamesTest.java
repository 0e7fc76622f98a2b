package org.maskfoundry.jobs.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.jobs.table.ListedImage;

class ImageNamesTest {

  private static ImageNames names(String... listed) {
    return new ImageNames(
        Stream.of(listed).map(name -> new ListedImage(name, "file:///" + name, 1, 1)).toList());
  }

  private static String match(ImageNames names, StatedImage stated) {
    return names.match(stated) instanceof ImageMatch.Found found
        ? found.image().fileName()
        : ((ImageMatch.NotFound) names.match(stated)).code();
  }

  @ParameterizedTest
  @CsvSource({
    "b.png, deep/b.png",
    "deep/b.png, deep/b.png",
    "set/deep/b.png, deep/b.png",
    "./deep//b.png, deep/b.png",
    "other/../deep/b.png, deep/b.png",
    "C:\\photos\\deep\\b.png, deep/b.png",
    "https://host/x/deep/b.png?token=1#f, deep/b.png",
    "s3://bucket/prefix/deep/b.png, deep/b.png",
    "https://host/x/my%20cup.png, my cup.png",
    "my%20cup.png, image_missing",
    "shallow/b.png, image_missing",
    "B.png, image_missing",
    "same.png, image_ambiguous",
    "x/same.png, x/same.png",
    "set/x/same.png, x/same.png",
    "c.png, c.png",
    "deep/c.png, deep/c.png",
    "all/deep/c.png, deep/c.png",
    "'', image_missing"
  })
  void namesMeanWhatEndsLikeThem(String stated, String expected) {
    ImageNames names =
        names("deep/b.png", "my cup.png", "x/same.png", "y/same.png", "c.png", "deep/c.png");

    assertThat(match(names, StatedImage.named(stated))).isEqualTo(expected);
  }

  @Test
  void namesAreTriedInTheirOrder() {
    ImageNames names = names("cup.png", "1a2b3c4d-cup.png");

    assertThat(
            match(names, new StatedImage(List.of("1a2b3c4d-cup.png", "cup.png"), List.of(), null)))
        .isEqualTo("1a2b3c4d-cup.png");
    assertThat(
            match(names, new StatedImage(List.of("5e6f7a8b-cup.png", "cup.png"), List.of(), null)))
        .isEqualTo("cup.png");
  }

  @Test
  void stemsMeanAnyExtensionButNotTwo() {
    ImageNames names = names("train/a.jpg", "train/b.jpg", "train/b.png", "val/a.jpg");

    assertThat(match(names, new StatedImage(List.of(), List.of("train/a"), null)))
        .isEqualTo("train/a.jpg");
    assertThat(match(names, new StatedImage(List.of(), List.of("labels/train/a", "train/a"), null)))
        .isEqualTo("train/a.jpg");
    assertThat(match(names, new StatedImage(List.of(), List.of("train/b"), null)))
        .isEqualTo("image_ambiguous");
  }

  @Test
  void decomposedLettersAreTheSameLetters() {
    String composed = Normalizer.normalize("über.png", Normalizer.Form.NFC);
    String decomposed = Normalizer.normalize("über.png", Normalizer.Form.NFD);

    assertThat(match(names(decomposed), StatedImage.named(composed))).isEqualTo(decomposed);
  }
}
