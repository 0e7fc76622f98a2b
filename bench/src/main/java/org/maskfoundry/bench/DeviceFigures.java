package org.maskfoundry.bench;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.Precision;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.graph.DecoderLayout;
import org.maskfoundry.model.graph.EncoderLayout;
import org.maskfoundry.model.graph.FloatFormat;
import org.maskfoundry.model.graph.ModelWork;
import org.maskfoundry.model.graph.OnnxGraph;
import org.maskfoundry.model.graph.SamArchitecture;
import org.maskfoundry.model.graph.SamGraphs;

/**
 * What the graphs of a model reach on a device, by the number of images and prompts that are asked
 * at once. Bringing inputs to the device and answers back is part of it; preparing images is not.
 */
public final class DeviceFigures {

  private static final int IMAGE_SIDE = 1024;
  private static final long LEAST_NANOS = 1_000_000_000L;
  private static final int LEAST_RUNS = 5;
  private static final double TENTH = 0.1;

  private final SamArchitecture sam;
  private final Checkpoint checkpoint;
  private final Device device;
  private final FloatFormat format;
  private final ModelWork work;
  private final double peak;
  private final Consumer<Figure> listener;

  /**
   * Figures of a model.
   *
   * @param device where it runs
   * @param peak MACs a second that the device reaches with products of matrices in that precision
   * @param listener hears of each figure as soon as it is there
   */
  public DeviceFigures(
      SamArchitecture sam,
      Checkpoint checkpoint,
      Device device,
      Precision precision,
      double peak,
      Consumer<Figure> listener) {
    this.listener = listener;
    this.sam = sam;
    this.checkpoint = checkpoint;
    this.device = device;
    this.format = precision == Precision.FP16 ? FloatFormat.HALF : FloatFormat.SINGLE;
    this.work = new ModelWork(sam, DecoderLayout.WHOLE);
    this.peak = peak;
  }

  /**
   * What a graph reaches.
   *
   * @param graph what was asked
   * @param atOnce images or prompts of a call
   * @param perSecond images or prompts
   * @param milliseconds of a call, the median
   * @param peakShare MACs as a share of the device's peak, 0 to 1
   */
  public record Figure(
      String graph, int atOnce, double perSecond, double milliseconds, double peakShare) {}

  /** The encoder, by images of a call. */
  public List<Figure> encoder(int... imagesAtOnce) throws OrtException {
    List<Figure> figures = new ArrayList<>();
    OnnxGraph graph = SamGraphs.imageEncoder(sam, checkpoint, format, EncoderLayout.GPU);
    try (GraphRun encoder = new GraphRun(graph, device, 1)) {
      for (int images : imagesAtOnce) {
        encoder.input("input_image", planes(images), images, 3, IMAGE_SIDE, IMAGE_SIDE);
        figures.add(figure("encoder", images, work.encode(), encoder::run));
      }
    }
    return figures;
  }

  private static float[] planes(int images) {
    float[] one = EncoderRun.planes();
    float[] all = Arrays.copyOf(one, images * one.length);
    for (int image = 1; image < images; image++) {
      System.arraycopy(one, 0, all, image * one.length, one.length);
    }
    return all;
  }

  /** The decoder, by prompts of a call and by the share of the masks that is kept. */
  public List<Figure> decoder(int... promptsAtOnce) throws OrtException {
    List<Figure> figures = new ArrayList<>();
    OnnxGraph graph = SamGraphs.filteringDecoder(sam, checkpoint, format);
    try (GraphRun decoder = new GraphRun(graph, device, 1)) {
      PromptInputs.embedding(decoder);
      for (int prompts : promptsAtOnce) {
        figures.addAll(decoder(decoder, prompts));
      }
    }
    return figures;
  }

  private List<Figure> decoder(GraphRun graph, int prompts) throws OrtException {
    DecoderRun decoder = new DecoderRun(graph, prompts);
    Map<String, Float> thresholds = new LinkedHashMap<>();
    thresholds.put("no mask kept", DecoderRun.NONE);
    thresholds.put("10 % kept", decoder.threshold(TENTH));
    thresholds.put("all kept", DecoderRun.ALL);
    List<Figure> figures = new ArrayList<>();
    for (Map.Entry<String, Float> threshold : thresholds.entrySet()) {
      decoder.keepOver(threshold.getValue());
      long drawn = Math.round(prompts * decoder.drawnShare());
      long macs = work.prompt() + work.drawing() * drawn / prompts;
      figures.add(figure("decoder, " + threshold.getKey(), prompts, macs, decoder::run));
    }
    return figures;
  }

  /** A call that can fail. */
  private interface Call {
    void run() throws OrtException;
  }

  private Figure figure(String name, int atOnce, long macs, Call call) throws OrtException {
    for (int warming = 0; warming < 3; warming++) {
      call.run();
    }
    List<Long> times = new ArrayList<>();
    long begin = System.nanoTime();
    while (times.size() < LEAST_RUNS || System.nanoTime() - begin < LEAST_NANOS) {
      long start = System.nanoTime();
      call.run();
      times.add(System.nanoTime() - start);
    }
    double seconds = times.stream().sorted().toList().get(times.size() / 2) / 1e9;
    double perSecond = atOnce / seconds;
    Figure figure = new Figure(name, atOnce, perSecond, 1e3 * seconds, perSecond * macs / peak);
    listener.accept(figure);
    return figure;
  }
}
