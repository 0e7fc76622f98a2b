package org.maskfoundry.model.checkpoint;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maskfoundry.model.ModelException;

/**
 * Interprets the pickles (protocol 2 to 4) of checkpoints. Pickles are programs: this knows the
 * instructions that build containers, numbers and tensors, calls nothing but {@link
 * AllowedGlobals}, and refuses everything else.
 */
final class Unpickler {

  private static final Object MARK = new Object();

  private final Path file;
  private final ByteBuffer pickle;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  Unpickler(Path file, byte[] pickle) {
    this.file = file;
    this.pickle = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What the pickle builds: maps, lists, strings, numbers and {@link TensorView}s. */
  Object load() {
    try {
      while (true) {
        int instruction = pickle.get() & 0xff;
        if (instruction == '.') {
          return pop();
        }
        execute(instruction);
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException | ClassCastException broken) {
      throw new ModelException(
          "%s: its data.pkl is broken at byte %d; download it again"
              .formatted(file, pickle.position()),
          broken);
    } catch (IllegalArgumentException wrong) {
      throw new ModelException(
          "%s: its data.pkl holds %s; download it again, or save the model's state_dict()"
              .formatted(file, wrong.getMessage()),
          wrong);
    }
  }

  private void execute(int instruction) {
    switch (instruction) {
      case 0x80 -> pickle.get(); // PROTO
      case 0x95 -> pickle.getLong(); // FRAME
      case '(' -> push(MARK);
      case '0' -> pop();
      case 'N' -> push(Void.class);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'K' -> push((long) (pickle.get() & 0xff));
      case 'M' -> push((long) (pickle.getShort() & 0xffff));
      case 'J' -> push((long) pickle.getInt());
      case 0x8a -> push(longOf(pickle.get() & 0xff));
      case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(pickle.getLong())));
      case 'X' -> push(text(pickle.getInt()));
      case 0x8c -> push(text(pickle.get() & 0xff));
      case '}' -> push(new LinkedHashMap<>());
      case ']' -> push(new ArrayList<>());
      case ')' -> push(List.of());
      case 't' -> push(popToMark());
      case 0x85 -> push(popMany(1));
      case 0x86 -> push(popMany(2));
      case 0x87 -> push(popMany(3));
      case 'a' -> append(popMany(1));
      case 'e' -> append(popToMark());
      case 's' -> setItems(popMany(2));
      case 'u' -> setItems(popToMark());
      case 'q' -> memo.put(pickle.get() & 0xff, peek());
      case 'r' -> memo.put(pickle.getInt(), peek());
      case 0x94 -> memo.put(memo.size(), peek());
      case 'h' -> push(remembered(pickle.get() & 0xff));
      case 'j' -> push(remembered(pickle.getInt()));
      case 'c' -> push(AllowedGlobals.named(file, line() + "." + line()));
      case 0x93 -> {
        List<Object> names = popMany(2);
        push(AllowedGlobals.named(file, (String) names.get(0) + "." + (String) names.get(1)));
      }
      case 'Q' -> push(StorageReference.of((List<?>) pop()));
      case 'R' -> {
        List<?> arguments = (List<?>) pop();
        push(((AllowedGlobals) pop()).call(arguments));
      }
      case 'b' -> pop(); // BUILD: attributes of containers say nothing about tensors
      default ->
          throw new ModelException(
              "%s: its data.pkl has the instruction 0x%02x, which no plain checkpoint needs; save the model's state_dict()"
                  .formatted(file, instruction));
    }
  }

  private long longOf(int length) {
    if (length > 8) {
      throw new IllegalArgumentException("a whole number of " + length + " bytes");
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (pickle.get() & 0xffL) << (8 * i);
    }
    int unused = 64 - 8 * length;
    return length == 0 ? 0 : value << unused >> unused;
  }

  private String text(int length) {
    if (length < 0 || length > pickle.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    pickle.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    for (char next = (char) pickle.get(); next != '\n'; next = (char) pickle.get()) {
      line.append(next);
    }
    return line.toString();
  }

  private Object remembered(int key) {
    Object value = memo.get(key);
    if (value == null) {
      throw new IllegalArgumentException("a reference to what it never built");
    }
    return value;
  }

  // The casts are checked by the instructions' contract; a broken pickle ends in
  // ClassCastException.
  @SuppressWarnings("unchecked")
  private void append(List<Object> items) {
    ((List<Object>) peek()).addAll(items);
  }

  @SuppressWarnings("unchecked")
  private void setItems(List<Object> items) {
    Map<Object, Object> map = (Map<Object, Object>) peek();
    for (int i = 0; i + 1 < items.size(); i += 2) {
      map.put(items.get(i) instanceof String text ? text : i, items.get(i + 1));
    }
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object peek() {
    return stack.get(stack.size() - 1);
  }

  private Object pop() {
    return stack.remove(stack.size() - 1);
  }

  private List<Object> popMany(int count) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(pop());
    }
    Collections.reverse(values);
    return values;
  }

  private List<Object> popToMark() {
    List<Object> values = new ArrayList<>();
    for (Object value = pop(); value != MARK; value = pop()) {
      values.add(value);
    }
    Collections.reverse(values);
    return values;
  }
}
