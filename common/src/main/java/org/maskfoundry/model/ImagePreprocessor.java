package org.maskfoundry.model;

import java.nio.FloatBuffer;
import org.maskfoundry.image.PillowBilinear;
import org.maskfoundry.image.RgbImage;

/**
 * What a model wants to see of an image: the longest side scaled to the model's size, then either
 * normalised planes padded with zeros or the raw raster.
 */
final class ImagePreprocessor {

  private static final int CHANNELS = 3;
  private static final int VALUES = 256;

  private final int modelSize;
  private final float[][] normalised = new float[CHANNELS][VALUES];

  ImagePreprocessor(int modelSize, Normalisation normalisation) {
    this.modelSize = modelSize;
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int value = 0; value < VALUES; value++) {
        normalised[channel][value] =
            (float)
                ((value - normalisation.mean().get(channel)) / normalisation.std().get(channel));
      }
    }
  }

  ModelFrame frame(RgbImage image) {
    return ModelFrame.of(image.height(), image.width(), modelSize);
  }

  /** Planes {@code [3, S, S]}: resized, normalised, zeros at right and bottom. */
  FloatBuffer planes(RgbImage image) {
    ModelFrame frame = frame(image);
    RgbImage resized = PillowBilinear.resize(image, frame.resizedHeight(), frame.resizedWidth());
    float[] planes = new float[CHANNELS * modelSize * modelSize];
    byte[] pixels = resized.pixels();
    for (int channel = 0; channel < CHANNELS; channel++) {
      float[] table = normalised[channel];
      for (int y = 0; y < resized.height(); y++) {
        int target = (channel * modelSize + y) * modelSize;
        int source = CHANNELS * y * resized.width() + channel;
        for (int x = 0; x < resized.width(); x++) {
          planes[target + x] = table[pixels[source + CHANNELS * x] & 0xff];
        }
      }
    }
    return FloatBuffer.wrap(planes);
  }

  /** The resized raster {@code [h, w, 3]} as floats from 0 to 255, for graphs that do the rest. */
  FloatBuffer raster(RgbImage image) {
    ModelFrame frame = frame(image);
    RgbImage resized = PillowBilinear.resize(image, frame.resizedHeight(), frame.resizedWidth());
    float[] values = new float[resized.pixels().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = resized.pixels()[i] & 0xff;
    }
    return FloatBuffer.wrap(values);
  }
}
