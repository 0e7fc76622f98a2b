package org.maskfoundry.model.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.model.ModelException;

/** Sizes a user stated in a sidecar, with errors that name key and file. */
final class StatedSizes {

  private final Map<String, Object> stated;
  private final String source;

  StatedSizes(Map<String, Object> stated, String source) {
    this.stated = stated;
    this.source = source;
  }

  int number(String key, Optional<Integer> known) {
    if (!stated.containsKey(key)) {
      return known.orElseThrow(() -> missing(key));
    }
    return number(key, stated.get(key));
  }

  int number(String key, int known) {
    return number(key, Optional.of(known));
  }

  List<Integer> numbers(String key, Optional<List<Integer>> known) {
    if (!stated.containsKey(key)) {
      return known.orElseThrow(() -> missing(key));
    }
    if (!(stated.get(key) instanceof List<?> list)) {
      throw wrong(key, stated.get(key), "a list of whole numbers");
    }
    List<Integer> numbers = new ArrayList<>();
    list.forEach(value -> numbers.add(number(key, value)));
    return numbers;
  }

  /** Compares what was stated, if it was, with what the tensors show. */
  void expect(String key, int shown) {
    if (stated.containsKey(key) && number(key, stated.get(key)) != shown) {
      throw wrong(key, stated.get(key), shown + ", which the tensors show");
    }
  }

  /** Refuses a size that was stated, or followed from the tensors, and cannot be. */
  void require(boolean possible, String key, Object found, String expected) {
    if (!possible) {
      throw wrong(key, found, expected);
    }
  }

  private int number(String key, Object value) {
    if (value instanceof Number number && number.doubleValue() == number.intValue()) {
      return number.intValue();
    }
    throw wrong(key, value, "a whole number");
  }

  private ModelException wrong(String key, Object found, String expected) {
    return new ModelException(
        "%s: %s: found %s, expected %s".formatted(source, key, found, expected));
  }

  private ModelException missing(String key) {
    return new ModelException(
        "%s: %s is missing; the checkpoint is none of ViT-B, ViT-L and ViT-H, so a JSON with num_heads, window_size and global_attn_indexes is needed (--config)"
            .formatted(source, key));
  }
}
