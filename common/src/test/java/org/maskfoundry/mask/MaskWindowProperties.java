package org.maskfoundry.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Crop and paste against a plain bitmap. */
class MaskWindowProperties {

  @Provide
  Arbitrary<Bitmap> bitmaps() {
    return Bitmap.any();
  }

  @Property
  void cropHoldsTheWindowsPixels(@ForAll("bitmaps") Bitmap bitmap, @ForAll long seed) {
    Random random = new Random(seed);
    int left = random.nextInt(bitmap.width() + 1);
    int top = random.nextInt(bitmap.height() + 1);
    int width = random.nextInt(bitmap.width() - left + 1);
    int height = random.nextInt(bitmap.height() - top + 1);

    RleMask crop = bitmap.mask().crop(left, top, width, height);

    assertThat(Bitmap.of(crop))
        .isEqualTo(Bitmap.of(height, width, (x, y) -> bitmap.at(left + x, top + y)));
  }

  @Property
  void pasteMovesThePixels(@ForAll("bitmaps") Bitmap bitmap, @ForAll long seed) {
    Random random = new Random(seed);
    int left = random.nextInt(5);
    int top = random.nextInt(5);
    int width = left + bitmap.width() + random.nextInt(5);
    int height = top + bitmap.height() + random.nextInt(5);

    RleMask pasted = bitmap.mask().paste(height, width, left, top);

    assertThat(Bitmap.of(pasted))
        .isEqualTo(Bitmap.of(height, width, (x, y) -> bitmap.hasPixel(x - left, y - top)));
    assertThat(pasted.crop(left, top, bitmap.width(), bitmap.height())).isEqualTo(bitmap.mask());
    assertThat(pasted.box()).isEqualTo(bitmap.mask().box().translated(left, top));
  }

  @Example
  void windowsBeyondTheFrameAreRefused() {
    RleMask mask = RleMask.full(4, 6);

    assertThatThrownBy(() -> mask.crop(3, 0, 4, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a window of 4 x 4 at column 3, row 0 does not lie inside a frame of 4 x 6"
                + " (height x width)");
    assertThatThrownBy(() -> mask.crop(0, -1, 2, 2)).hasMessageContaining("column 0, row -1");
    assertThatThrownBy(() -> mask.crop(0, 0, 2, -1)).hasMessageContaining("height -1");
    assertThatThrownBy(() -> mask.crop(Integer.MAX_VALUE, 0, 2, 2))
        .hasMessageContaining("does not lie inside");
    assertThatThrownBy(() -> mask.paste(4, 7, 2, 0))
        .hasMessageContaining("a window of 4 x 6 at column 2, row 0")
        .hasMessageContaining("a frame of 4 x 7");
    assertThatThrownBy(() -> mask.paste(3, 6, 0, 0)).hasMessageContaining("does not lie inside");
  }
}
