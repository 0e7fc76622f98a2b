package org.maskfoundry.jobs.spark.ingest;

import org.apache.spark.Partitioner;

/** Brings all pieces of an image to one partition. */
final class ImagePartitioner extends Partitioner {

  private static final long serialVersionUID = 1;

  private final int partitions;

  ImagePartitioner(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object key) {
    return Math.floorMod(((PieceKey) key).image().hashCode(), partitions);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImagePartitioner that && partitions == that.partitions;
  }

  @Override
  public int hashCode() {
    return partitions;
  }
}
