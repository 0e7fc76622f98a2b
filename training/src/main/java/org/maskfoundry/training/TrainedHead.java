package org.maskfoundry.training;

import java.util.List;
import org.maskfoundry.detect.DetectionFigures;
import org.maskfoundry.model.graph.HeadArchitecture;

/** A head as it was when it was best. */
public final class TrainedHead {

  private final HeadArchitecture architecture;
  private final byte[] graph;
  private final DetectionFigures figures;
  private final DetectionFigures chance;
  private final double scoreThreshold;
  private final List<TrainingRound> rounds;

  TrainedHead(
      HeadArchitecture architecture,
      byte[] graph,
      DetectionFigures figures,
      DetectionFigures chance,
      double scoreThreshold,
      List<TrainingRound> rounds) {
    this.architecture = architecture;
    this.graph = graph;
    this.figures = figures;
    this.chance = chance;
    this.scoreThreshold = scoreThreshold;
    this.rounds = List.copyOf(rounds);
  }

  /** Its sizes. */
  public HeadArchitecture architecture() {
    return architecture;
  }

  /** The ONNX model. */
  public byte[] graph() {
    return graph.clone();
  }

  /** The figures on images that were not learned from. */
  public DetectionFigures figures() {
    return figures;
  }

  /** The figures there of boxes drawn at random, every box equally likely. */
  public DetectionFigures chance() {
    return chance;
  }

  /** From this score on, boxes are right about as often as objects are found. */
  public double scoreThreshold() {
    return scoreThreshold;
  }

  /** All rounds. */
  public List<TrainingRound> rounds() {
    return rounds;
  }
}
