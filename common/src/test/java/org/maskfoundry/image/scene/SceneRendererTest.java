package org.maskfoundry.image.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskfoundry.mask.RleMask;

class SceneRendererTest {

  private static final int HEIGHT = 240;
  private static final int WIDTH = 320;

  private final SceneRenderer renderer = new SceneRenderer(HEIGHT, WIDTH);

  @Test
  void aSeedIsAPicture() {
    Scene scene = renderer.render(5);
    Scene again = new SceneRenderer(HEIGHT, WIDTH).render(5);

    assertThat(again.image().pixels()).isEqualTo(scene.image().pixels());
    assertThat(again.objects()).isEqualTo(scene.objects());
    assertThat(renderer.render(6).image().pixels()).isNotEqualTo(scene.image().pixels());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, -7, Long.MAX_VALUE})
  void objectsAreVisibleAndApart(long seed) {
    List<RleMask> objects = renderer.render(seed).objects();

    RleMask all = RleMask.empty(HEIGHT, WIDTH);
    for (RleMask object : objects) {
      assertThat(object.area()).isGreaterThanOrEqualTo(SceneRenderer.MIN_VISIBLE_PIXELS);
      assertThat(object.intersectionArea(all)).isZero();
      all = all.union(object);
    }
    assertThat(objects).hasSizeBetween(4, 16);
    assertThat(all.area()).isLessThan(HEIGHT * WIDTH);
  }

  /** The masks are those of the picture: every object looks unlike what is around it. */
  @Test
  void anObjectHasColoursOfItsOwn() {
    Scene scene = renderer.render(3);

    for (RleMask object : scene.objects()) {
      RleMask around =
          object
              .crop(0, 0, WIDTH - 8, HEIGHT)
              .paste(HEIGHT, WIDTH, 8, 0)
              .union(object.crop(8, 0, WIDTH - 8, HEIGHT).paste(HEIGHT, WIDTH, 0, 0))
              .difference(object);
      double[] inside = mean(scene, object);
      double[] outside = mean(scene, around);
      double distance = 0;
      for (int channel = 0; channel < 3; channel++) {
        distance += Math.abs(inside[channel] - outside[channel]);
      }
      assertThat(distance).as(object.toString()).isGreaterThan(20);
    }
  }

  private static double[] mean(Scene scene, RleMask mask) {
    double[] sum = new double[3];
    byte[] bitmap = mask.toBitmap();
    for (int pixel = 0; pixel < bitmap.length; pixel++) {
      for (int channel = 0; channel < 3; channel++) {
        sum[channel] += bitmap[pixel] * (scene.image().pixels()[3 * pixel + channel] & 0xff);
      }
    }
    for (int channel = 0; channel < 3; channel++) {
      sum[channel] /= mask.area();
    }
    return sum;
  }
}
