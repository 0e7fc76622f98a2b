package org.maskfoundry.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Masks drawn into bitmaps that are there. */
class MaskBitmapProperties {

  @Provide
  Arbitrary<Bitmap> bitmaps() {
    return Bitmap.any();
  }

  @Property
  void nothingIsLeftOfWhatABitmapHeld(@ForAll("bitmaps") Bitmap bitmap, @ForAll long seed) {
    RleMask mask = bitmap.mask();
    byte[] drawn = new byte[bitmap.height() * bitmap.width()];
    new Random(seed).nextBytes(drawn);

    mask.toBitmap(drawn);

    assertThat(drawn).isEqualTo(mask.toBitmap());
  }

  @Example
  void aBitmapOfAnotherSizeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.full(4, 5).toBitmap(new byte[19]))
        .withMessage("the bitmap has 19 bytes, but a mask of height 4 and width 5 has 20 pixels");
  }
}
