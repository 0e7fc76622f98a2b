package org.maskfoundry.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.maskfoundry.model.Sha256;

class ImageIdentityTest {

  private static final String EMPTY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void digestIsThePublishedOne() {
    assertThat(Sha256.hex(new byte[0])).isEqualTo(EMPTY_SHA256);
    assertThat(Sha256.hex("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void anUnreadableImageIsKnownByItsPathAlone() {
    // The first 8 bytes of SHA-256("abc") are ba7816bf8f01cfea; the top bit goes.
    assertThat(ImageIdentity.imageId("abc", "")).isEqualTo(0x3a7816bf8f01cfeaL);
  }

  @Test
  void pathAndContentBothTellImagesApart() {
    String other = Sha256.hex("other");

    assertThat(
            Set.of(
                ImageIdentity.imageId("a.jpg", EMPTY_SHA256),
                ImageIdentity.imageId("b.jpg", EMPTY_SHA256),
                ImageIdentity.imageId("a.jpg", other),
                ImageIdentity.imageId("a.jpg", "")))
        .hasSize(4);
  }

  @Test
  void masksOfOneImageUnderTwoModelsHaveDifferentIds() {
    Set<Long> ids = new HashSet<>();
    for (long image = 0; image < 10; image++) {
      for (String model : new String[] {"m", "n"}) {
        for (String settings : new String[] {"s", "t"}) {
          for (int index = 0; index < 100; index++) {
            ids.add(ImageIdentity.annotationId(image, model, settings, index));
          }
        }
      }
    }

    assertThat(ids).hasSize(10 * 2 * 2 * 100).allMatch(id -> id >= 0);
    assertThat(ImageIdentity.annotationId(1, "m", "s", 2))
        .isEqualTo(ImageIdentity.annotationId(1, "m", "s", 2));
  }
}
