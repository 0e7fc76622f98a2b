package org.maskfoundry.training;

import java.io.IOException;
import java.util.List;

/**
 * How the channels of embeddings are distributed, so that a head sees each around 0 and about as
 * wide as any other.
 */
final class ChannelStatistics {

  /** More images would not change much. */
  private static final int MOST_IMAGES = 64;

  private static final double LEAST_DEVIATION = 1e-3;

  private final double[] sums;
  private final double[] squares;
  private long count;

  private ChannelStatistics(int channels) {
    this.sums = new double[channels];
    this.squares = new double[channels];
  }

  /** The statistics of the first images' embeddings. */
  static ChannelStatistics of(List<TrainingImage> images, int channels) throws IOException {
    ChannelStatistics statistics = new ChannelStatistics(channels);
    for (TrainingImage image : images.subList(0, Math.min(MOST_IMAGES, images.size()))) {
      statistics.add(image.embedding().values());
    }
    return statistics;
  }

  private void add(float[] embedding) {
    int cells = embedding.length / sums.length;
    for (int channel = 0; channel < sums.length; channel++) {
      for (int cell = channel * cells; cell < (channel + 1) * cells; cell++) {
        sums[channel] += embedding[cell];
        squares[channel] += (double) embedding[cell] * embedding[cell];
      }
    }
    count += cells;
  }

  /** The mean of each channel. */
  float[] mean() {
    float[] means = new float[sums.length];
    for (int channel = 0; channel < means.length; channel++) {
      means[channel] = (float) (sums[channel] / count);
    }
    return means;
  }

  /** One over the deviation of each channel. */
  float[] scale() {
    float[] scales = new float[sums.length];
    for (int channel = 0; channel < scales.length; channel++) {
      double mean = sums[channel] / count;
      double deviation = Math.sqrt(Math.max(0, squares[channel] / count - mean * mean));
      scales[channel] = (float) (1 / Math.max(LEAST_DEVIATION, deviation));
    }
    return scales;
  }
}
