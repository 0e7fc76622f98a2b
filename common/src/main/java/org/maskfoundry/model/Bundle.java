package org.maskfoundry.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A model with its settings: a folder with {@code model.conf} and the weights or graphs once.
 * {@link BundleImport} makes bundles of checkpoints and of other people's ONNX files.
 */
public final class Bundle {

  private static final String EMBEDDED = "region_nano";

  private final ModelConf conf;
  private final ModelFiles files;
  private final Optional<Path> folder;

  Bundle(ModelConf conf, ModelFiles files, Optional<Path> folder) {
    this.conf = conf;
    this.files = files;
    this.folder = folder;
  }

  /** The model that comes with the product: small, trained on rendered scenes, no mask prompts. */
  public static Bundle embedded() {
    ModelFiles files = ModelFiles.embedded(EMBEDDED);
    String text = new String(files.read(ModelConf.FILE_NAME), StandardCharsets.UTF_8);
    return new Bundle(ModelConf.parse("embedded model", text), files, Optional.empty());
  }

  /**
   * The bundle in a folder. Every file is read once to compare its digest with the one in {@code
   * model.conf}.
   *
   * @throws ModelException where the folder is no bundle or a file is not the one that was imported
   */
  public static Bundle open(Path folder) {
    Path file = folder.resolve(ModelConf.FILE_NAME);
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          "%s: no %s there; expected a bundle made by import-model"
              .formatted(folder, ModelConf.FILE_NAME));
    }
    ModelFiles files = ModelFiles.of(folder);
    String text = new String(files.read(ModelConf.FILE_NAME), StandardCharsets.UTF_8);
    ModelConf conf = ModelConf.parse(file.toString(), text);
    conf.files().forEach((name, digest) -> checkDigest(folder.resolve(name), digest));
    return new Bundle(conf, files, Optional.of(folder));
  }

  private static void checkDigest(Path file, String expected) {
    String found;
    try {
      found = Sha256.hex(file);
    } catch (IOException unreadable) {
      throw new ModelException(
          "%s: cannot be read (%s); import the model again with import-model"
              .formatted(file, unreadable.getMessage()),
          unreadable);
    }
    if (!found.equals(expected)) {
      throw new ModelException(
          "%s: SHA-256 is %s, model.conf says %s; the file was changed or cut, import the model again with import-model"
              .formatted(file, found, expected));
    }
  }

  /** The bundle's name. */
  public String name() {
    return conf.name();
  }

  /** SHA-256 (hex) over everything that changes the model's answers. */
  public String digest() {
    return conf.digest();
  }

  /** Settings that suit the model, by name. */
  public Map<String, Object> defaults() {
    return conf.defaults();
  }

  /** What {@code model.conf} says. */
  public ModelConf conf() {
    return conf;
  }

  /** Where the bundle lies, as messages should call it. */
  public String source() {
    return folder
        .map(path -> path.resolve(ModelConf.FILE_NAME).toString())
        .orElse("model.conf of " + name());
  }

  /** The folder, empty for the embedded model. */
  public Optional<Path> folder() {
    return folder;
  }

  /**
   * Loads the model on a device; the caller closes it.
   *
   * @throws ModelException where the device is not there or the graphs cannot be loaded on it
   */
  public Segmenter load(DeviceSettings settings) {
    return new BundleLoader(conf, files).load(settings);
  }
}
