package org.maskfoundry.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.maskfoundry.detect.DetectionFigures;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.graph.DetectionHeadGraph;
import org.maskfoundry.model.graph.HeadArchitecture;
import org.maskfoundry.model.graph.HeadNetwork;

/**
 * Fits a detection head to the boxes of images, until images it does not learn from say that more
 * gains nothing. The same images, settings and threads give the same head on the same machine.
 */
public final class HeadTraining {

  static {
    // JavaCPP would bound native memory by the heap, of which it is no part.
    System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
  }

  /** So often the head is measured. */
  private static final int ROUNDS = 20;

  private final HeadArchitecture head;
  private final TrainingSettings settings;
  private final Consumer<TrainingRound> observer;
  private final Device device;

  /**
   * A training that has not begun.
   *
   * @param observer hears of every round
   */
  public HeadTraining(
      HeadArchitecture head, TrainingSettings settings, Consumer<TrainingRound> observer) {
    this.head = head;
    this.settings = settings;
    this.observer = observer;
    this.device = TrainingLibrary.device();
  }

  /**
   * Trains.
   *
   * @return the head as it was when it was best on the held-out images
   * @throws IOException where an embedding cannot be read
   */
  public TrainedHead train(HeldOutSplit images) throws IOException {
    torch.set_num_threads(settings.threads());
    torch.manual_seed(settings.seed());
    Random random = new Random(settings.seed());
    HeldOutImages measure = new HeldOutImages(head, images.heldOut());
    ShuffledBatches batches = new ShuffledBatches(images.learned(), settings.batchImages(), random);
    ChannelStatistics input = ChannelStatistics.of(images.learned(), head.channels());
    List<TrainingRound> rounds = new ArrayList<>();
    BestHead best = new BestHead(settings.patience());
    try (TorchHead network = new TorchHead(head, input, device, random);
        HeadOptimiser optimiser = new HeadOptimiser(network, settings.learningRate())) {
      Steps steps = new Steps(new HeadNetwork<>(head, network), optimiser, random);
      int done = 0;
      while (done < settings.steps() && best.mayImprove()) {
        int until = Math.min(settings.steps(), done + 1 + (settings.steps() - 1) / ROUNDS);
        double loss = 0;
        int first = done;
        for (; done < until; done++) {
          loss += steps.step(batches.next(), done / (double) settings.steps());
        }
        byte[] graph =
            DetectionHeadGraph.of(
                head, Checkpoint.of(Path.of("detection head"), network.snapshot()));
        DetectionFigures heldOut = DetectionFigures.of(measure.found(graph));
        rounds.add(new TrainingRound(done, loss / (done - first), heldOut));
        best.offer(graph, heldOut);
        observer.accept(rounds.get(rounds.size() - 1));
      }
    }
    return new TrainedHead(
        head,
        best.graph(),
        best.figures(),
        DetectionFigures.of(measure.drawn(settings.seed())),
        DetectionFigures.surestThreshold(measure.found(best.graph())),
        rounds);
  }

  /** Steps of the training, one batch each. */
  private final class Steps {

    private final HeadNetwork<Tensor> network;
    private final HeadOptimiser optimiser;
    private final Random random;
    private final HeadLoss loss = new HeadLoss(head, device);

    Steps(HeadNetwork<Tensor> network, HeadOptimiser optimiser, Random random) {
      this.network = network;
      this.optimiser = optimiser;
      this.random = random;
    }

    // The scope frees every tensor of a step; nothing asks it anything.
    @SuppressWarnings("try")
    double step(List<TrainingImage> images, double progress) throws IOException {
      MirroredBatch batch = MirroredBatch.of(images, head, random);
      try (PointerScope tensors = new PointerScope()) {
        Tensor wrong = loss.of(network.answers(batch.embeddings(device)), batch.boxes());
        optimiser.step(wrong, progress);
        return wrong.item_float();
      }
    }
  }
}
