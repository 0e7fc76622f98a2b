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

  private StateDict() {}

  static Optional<Map<String, TensorView>> find(Object root) {
    if (!(root instanceof Map<?, ?> map)) {
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
        .map(StateDict::find)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
