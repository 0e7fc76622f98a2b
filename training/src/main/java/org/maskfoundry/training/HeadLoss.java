package org.maskfoundry.training;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.maskfoundry.detect.DetectedBox;
import org.maskfoundry.model.graph.HeadArchitecture;
import org.maskfoundry.model.graph.HeadLevel;
import org.maskfoundry.model.graph.HeadNetwork;

/**
 * How wrong a head's answers are: its scores should be the IoU of its boxes (quality focal loss,
 * arXiv 2006.04388), and its boxes should be the objects' (generalised IoU, arXiv 1902.09630).
 */
final class HeadLoss {

  private static final double BOX_WEIGHT = 2;

  private final HeadArchitecture head;
  private final Device device;
  private final CellTargets targets;

  HeadLoss(HeadArchitecture head, Device device) {
    this.head = head;
    this.device = device;
    this.targets = new CellTargets(head);
  }

  /**
   * The loss over a batch.
   *
   * @param answers what the head said of each grid
   * @param boxes the true boxes of each image, in pixels of the model's input
   */
  Tensor of(List<HeadNetwork.Answer<Tensor>> answers, List<List<DetectedBox>> boxes) {
    Tensor logits = scores(answers, boxes.size());
    ResponsibleCells cells = ResponsibleCells.of(head, targets, boxes);
    if (cells.count() == 0) {
      return scoreLoss(logits, torch.zeros_like(logits));
    }
    Tensor places = cells.places(device);
    Tensor answered = sides(answers, boxes.size()).index_select(0, places);
    BoxOverlap overlap = BoxOverlap.of(answered, cells.sides(device));
    Tensor quality = torch.zeros_like(logits).index_copy(0, places, overlap.iou().detach());
    Tensor apart = overlap.generalised().neg().add(new Scalar(1)).sum();
    return scoreLoss(logits, quality)
        .add(apart.mul(new Scalar(BOX_WEIGHT)))
        .div(new Scalar(cells.count()));
  }

  /** Weighted by how far off a score is: thousands of cells that are right add up to nothing. */
  private static Tensor scoreLoss(Tensor logits, Tensor quality) {
    Tensor miss = torch.sigmoid(logits.detach()).sub(quality);
    return torch.binary_cross_entropy_with_logits(
        logits,
        quality,
        new TensorOptional(miss.mul(miss)),
        new TensorOptional(),
        torch.Reduction.Sum.value);
  }

  private Tensor scores(List<HeadNetwork.Answer<Tensor>> answers, long images) {
    List<Tensor> scores = new ArrayList<>();
    for (HeadNetwork.Answer<Tensor> answer : answers) {
      scores.add(answer.scores().reshape(images, -1));
    }
    return joined(scores).flatten();
  }

  /** {@code [images * cells, 4]}: how far the sides are, in pixels of the model's input. */
  private Tensor sides(List<HeadNetwork.Answer<Tensor>> answers, long images) {
    List<Tensor> sides = new ArrayList<>();
    for (int level = 0; level < answers.size(); level++) {
      HeadLevel grid = head.levels().get(level);
      sides.add(
          torch
              .softplus(answers.get(level).sides())
              .mul(new Scalar(HeadArchitecture.CELLS_PER_SIDE * grid.cell()))
              .reshape(images, 4, grid.cells())
              .transpose(1, 2));
    }
    return joined(sides).reshape(-1, 4);
  }

  private static Tensor joined(List<Tensor> parts) {
    return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), 1);
  }
}
