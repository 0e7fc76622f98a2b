package org.maskfoundry.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageException;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.BundleImport;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.Precision;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.segment.GeneratorSettings;

/** The models the kit has answers of, each loaded once for all tests. */
public final class ConformanceModels {

  /** The kit's folders, one for each model. */
  public static final List<String> NAMES = List.of("region_nano", "sam_nano", "sam_micro");

  private static final Map<String, Segmenter> LOADED = new ConcurrentHashMap<>();

  private ConformanceModels() {}

  /** The model a file of the kit belongs to; skips the test where there is no kit. */
  public static Segmenter segmenter(String file) {
    ConformanceKit.path(file);
    return LOADED.computeIfAbsent(
        file.substring(0, file.indexOf('/')),
        model ->
            bundle(model).load(new DeviceSettings(Device.CPU, Precision.FP32, Optional.of(2))));
  }

  /** The kit's checkpoint as a bundle in a temporary folder, or the embedded model. */
  public static Bundle bundle(String model) {
    if (model.equals("region_nano")) {
      return Bundle.embedded();
    }
    try {
      Path folder = Files.createTempDirectory(model);
      folder.toFile().deleteOnExit();
      return BundleImport.checkpoint(
          ConformanceKit.path(model + "/" + model + ".pth"),
          Optional.of(ConformanceKit.path(model + "/" + model + ".json")),
          folder.resolve(model));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A photo of the kit. */
  public static RgbImage photo(String name) {
    try {
      Path file = ConformanceKit.path("photos/" + name);
      return new ImageDecoder(ImageSettings.defaults()).decode(Files.readAllBytes(file), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ImageException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public defaults with the settings a case states. */
  public static GeneratorSettings generatorSettings(JsonNode stated) {
    return GeneratorSettings.of(
        Map.of(),
        stated.properties().stream()
            .map(field -> field.getKey() + "=" + field.getValue().asText())
            .toArray(String[]::new));
  }

  /** The numbers of a {@code .npy} file of 32-bit or 16-bit floats. */
  public static float[] floats(String file) {
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap(Files.readAllBytes(ConformanceKit.path(file)))
              .order(ByteOrder.LITTLE_ENDIAN);
      int headerLength = bytes.getShort(8);
      String header = new String(bytes.array(), 10, headerLength, StandardCharsets.US_ASCII);
      bytes.position(10 + headerLength);
      boolean half = header.contains("<f2");
      float[] values = new float[bytes.remaining() / (half ? 2 : 4)];
      for (int i = 0; i < values.length; i++) {
        values[i] = half ? half(bytes.getShort()) : bytes.getFloat();
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A 16-bit float (IEEE 754 binary16). */
  private static float half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude =
        exponent == 0
            ? Math.scalb((double) fraction, -24)
            : Math.scalb(1 + fraction / 1024.0, exponent - 15);
    return (float) (bits < 0 ? -magnitude : magnitude);
  }
}
