package org.maskfoundry.jobs.spark.paint;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.maskfoundry.jobs.spark.TaskDevice;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.Sha256;
import org.maskfoundry.paint.PaintSettings;
import org.maskfoundry.paint.Painter;

/** Gives every task the painter that the tasks of its process share; sent to the executors. */
public final class PainterFactory implements Serializable {

  private static final long serialVersionUID = 1;
  private static final Map<String, Painter> LOADED = new ConcurrentHashMap<>();

  private final TaskSettings settings;
  private final Broadcast<byte[]> model;
  private final String digest;

  private PainterFactory(TaskSettings settings, Broadcast<byte[]> model, String digest) {
    this.settings = settings;
    this.model = model;
    this.digest = digest;
  }

  /**
   * Painters of a style.
   *
   * @param model an inpainting model in ONNX, which fills masks whatever the style is
   */
  public static PainterFactory of(
      TaskSettings settings, Optional<byte[]> model, SparkContext spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark);
    return new PainterFactory(
        settings, model.map(context::broadcast).orElse(null), model.map(Sha256::hex).orElse(""));
  }

  /** SHA-256 (hex) of the inpainting model, empty where there is none. */
  public String modelDigest() {
    return digest;
  }

  /** How pictures are written. */
  PaintSettings settings() {
    return settings.paint();
  }

  /**
   * The painter of the task that calls; it stays open until the process ends.
   *
   * @throws org.maskfoundry.model.ModelException where the model or its device is not there
   */
  Painter painter() {
    if (model == null) {
      return Painter.of(settings.paint());
    }
    DeviceSettings device = TaskDevice.of(settings.device());
    return LOADED.computeIfAbsent(digest + device, key -> Painter.ofModel(model.value(), device));
  }
}
