package org.maskfoundry.model.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the tensors by name in what a pickle holds: at its root, or where training scripts put
 * them.
 */
final class StateDict {

  private static final List<String> WRAPPERS = List.of("state_dict", "model", "model_state_dict");

  /** How deep wrappers lie in each other; a pickle's maps may hold themselves. */
  private static final int DEEPEST = 3;

  private StateDict() {}

  static Optional<Map<String, TensorView>> find(Object root) {
    return find(root, DEEPEST);
  }

  private static Optional<Map<String, TensorView>> find(Object root, int depth) {
    if (depth == 0 || !(root instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    Map<String, TensorView> tensors = new TreeMap<>();
    map.forEach(
        (name, value) -> {
          if (name instanceof String text && value instanceof TensorView view) {
            tensors.put(text, view);
          }
        });
    if (!tensors.isEmpty()) {
      return Optional.of(tensors);
    }
    return WRAPPERS.stream()
        .map(map::get)
        .map(inner -> find(inner, depth - 1))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
