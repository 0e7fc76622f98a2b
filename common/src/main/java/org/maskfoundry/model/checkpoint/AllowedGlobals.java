package org.maskfoundry.model.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.maskfoundry.model.ModelException;

/**
 * The only things a checkpoint's pickle may name; all others are refused, as a pickle may call
 * them.
 */
enum AllowedGlobals {
  ORDERED_DICT("collections.OrderedDict", null),
  REBUILD_TENSOR("torch._utils._rebuild_tensor_v2", null),
  REBUILD_PARAMETER("torch._utils._rebuild_parameter", null),
  DOUBLE_STORAGE("torch.DoubleStorage", ElementType.F64),
  FLOAT_STORAGE("torch.FloatStorage", ElementType.F32),
  HALF_STORAGE("torch.HalfStorage", ElementType.F16),
  BFLOAT16_STORAGE("torch.BFloat16Storage", ElementType.BF16),
  LONG_STORAGE("torch.LongStorage", ElementType.I64),
  INT_STORAGE("torch.IntStorage", ElementType.I32),
  SHORT_STORAGE("torch.ShortStorage", ElementType.I16),
  CHAR_STORAGE("torch.CharStorage", ElementType.I8),
  BYTE_STORAGE("torch.ByteStorage", ElementType.U8),
  BOOL_STORAGE("torch.BoolStorage", ElementType.BOOL);

  /** PyTorch's own limit. */
  private static final int MOST_AXES = 64;

  private final String qualifiedName;
  private final ElementType elementType;

  AllowedGlobals(String qualifiedName, ElementType elementType) {
    this.qualifiedName = qualifiedName;
    this.elementType = elementType;
  }

  static AllowedGlobals named(Path file, String name) {
    return Arrays.stream(values())
        .filter(global -> global.qualifiedName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelException(
                    "%s: its data.pkl names %s; a pickle can run code, so only %s are allowed; save the model's state_dict()"
                        .formatted(file, name, names())));
  }

  private static String names() {
    return Arrays.stream(values())
        .map(global -> global.qualifiedName)
        .collect(Collectors.joining(", "));
  }

  ElementType elementType() {
    if (elementType == null) {
      throw new IllegalArgumentException(qualifiedName + " in the place of a storage");
    }
    return elementType;
  }

  /** What the pickle's call of this builds. */
  Object call(List<?> arguments) {
    return switch (this) {
      case ORDERED_DICT -> orderedDict(arguments);
      case REBUILD_TENSOR -> view(arguments);
      case REBUILD_PARAMETER -> (TensorView) arguments.get(0);
      default -> throw new IllegalArgumentException("a call of " + qualifiedName);
    };
  }

  /** Items are added afterwards. */
  private static Map<Object, Object> orderedDict(List<?> arguments) {
    if (!arguments.isEmpty()) {
      throw new IllegalArgumentException("an OrderedDict with arguments, as Python 2 wrote them");
    }
    return new LinkedHashMap<>();
  }

  private static TensorView view(List<?> arguments) {
    StorageReference storage = (StorageReference) arguments.get(0);
    return new TensorView(
        storage.key(),
        storage.type(),
        (Long) arguments.get(1),
        longs(arguments.get(2)),
        longs(arguments.get(3)));
  }

  private static List<Long> longs(Object sizes) {
    List<?> list = (List<?>) sizes;
    if (list.size() > MOST_AXES) {
      throw new IllegalArgumentException("a tensor of " + list.size() + " axes");
    }
    return list.stream().map(Long.class::cast).toList();
  }
}
