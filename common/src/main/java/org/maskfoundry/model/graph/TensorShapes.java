package org.maskfoundry.model.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.checkpoint.Tensor;

/** Compares a checkpoint's tensors with the names and shapes a model has, and collects the rest. */
final class TensorShapes {

  /** An axis of any size. */
  static final long ANY = -1;

  private static final int MOST_SHOWN = 5;

  private final Checkpoint checkpoint;
  private final Set<String> expected = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  TensorShapes(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  void expect(String name, long... shape) {
    expected.add(name);
    Tensor tensor = checkpoint.tensors().get(name);
    if (tensor == null) {
      problems.add(name + " is missing");
    } else if (!matches(tensor.shape(), shape)) {
      String wanted = Arrays.toString(shape).replace(Long.toString(ANY), "any");
      problems.add("%s is %s, expected %s".formatted(name, tensor.shape(), wanted));
    }
  }

  private static boolean matches(List<Long> found, long[] wanted) {
    if (found.size() != wanted.length) {
      return false;
    }
    for (int axis = 0; axis < wanted.length; axis++) {
      long size = found.get(axis);
      if (wanted[axis] == ANY ? size == 0 : size != wanted[axis]) {
        return false;
      }
    }
    return true;
  }

  /** Expects {@code prefix.weight} and {@code prefix.bias}, the bias as long as the first axis. */
  void expectWithBias(String prefix, long... shape) {
    expect(prefix + ".weight", shape);
    expect(prefix + ".bias", shape[0]);
  }

  /** Length of a tensor's first axis, for others to share; any where there is no such tensor. */
  long firstAxis(String name) {
    Tensor tensor = checkpoint.tensors().get(name);
    return tensor == null || tensor.shape().isEmpty() ? ANY : tensor.shape().get(0);
  }

  /**
   * Refuses the checkpoint where anything differs.
   *
   * @param parts prefixes of the names that belong to the model
   * @throws ModelException with the tensors that are missing, of another shape, or unknown
   */
  void check(Collection<String> parts) {
    checkpoint.tensors().keySet().stream()
        .filter(name -> parts.stream().anyMatch(name::startsWith) && !expected.contains(name))
        .forEach(name -> problems.add(name + " is no part of it"));
    if (!problems.isEmpty()) {
      int shown = Math.min(MOST_SHOWN, problems.size());
      String rest = problems.size() > shown ? "; %d more".formatted(problems.size() - shown) : "";
      throw new ModelException(
          "%s: is no SAM with the public names: %s%s; a variant of SAM can be imported as ONNX files"
              .formatted(checkpoint.file(), String.join("; ", problems.subList(0, shown)), rest));
    }
  }
}
