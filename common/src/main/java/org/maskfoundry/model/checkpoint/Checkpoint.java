package org.maskfoundry.model.checkpoint;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.maskfoundry.model.ModelException;

/** The tensors of a checkpoint file, by name, in the order of the names. */
public final class Checkpoint {

  private final Path file;
  private final Map<String, Tensor> tensors;

  Checkpoint(Path file, Map<String, Tensor> tensors) {
    this.file = file;
    this.tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
  }

  /**
   * Opens a {@code .safetensors} file, or else a {@code .pth} of PyTorch.
   *
   * @throws ModelException where the file is neither, is cut, or holds what is not allowed
   */
  public static Checkpoint open(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    try {
      return name.endsWith(".safetensors") ? SafetensorsReader.read(file) : PthReader.read(file);
    } catch (NoSuchFileException absent) {
      throw new ModelException("%s: there is no such checkpoint".formatted(file), absent);
    } catch (IOException unreadable) {
      throw new ModelException(
          "%s: cannot be read as a checkpoint: %s; expected a .pth of PyTorch 1.6 or later, or a .safetensors"
              .formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }

  /**
   * Tensors that are in no file yet.
   *
   * @param file what messages call them
   */
  public static Checkpoint of(Path file, Collection<Tensor> tensors) {
    return new Checkpoint(
        file, tensors.stream().collect(Collectors.toMap(Tensor::name, tensor -> tensor)));
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** All tensors. */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /**
   * The tensor of a name.
   *
   * @throws ModelException where there is none
   */
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new ModelException(
          "%s: no tensor %s among %d; expected a SAM checkpoint with the public names (image_encoder.*, prompt_encoder.*, mask_decoder.*)"
              .formatted(file, name, tensors.size()));
    }
    return tensor;
  }
}
