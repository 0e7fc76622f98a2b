package org.maskfoundry.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model runs.
 *
 * @param kind the kind of device
 * @param index which of several, from 0
 */
public record Device(Kind kind, int index) {

  /** The kinds of device. */
  public enum Kind {
    /** The first CUDA device where there is one, else the CPU. */
    AUTO,
    /** The processor. */
    CPU,
    /** An NVIDIA GPU through CUDA. */
    CUDA,
    /** An NVIDIA GPU through TensorRT. */
    TENSORRT
  }

  /**
   * What a user may write: {@code auto}, {@code cpu}, {@code cuda}, {@code cuda:1}, {@code
   * tensorrt:0}.
   */
  public static final Pattern PATTERN =
      Pattern.compile("(auto|cpu)|(cuda|tensorrt)(?::(\\d{1,3}))?");

  /** The processor. */
  public static final Device CPU = new Device(Kind.CPU, 0);

  /**
   * The device a user named.
   *
   * @throws IllegalArgumentException where the name is none of {@link #PATTERN}
   */
  public static Device parse(String name) {
    Matcher matcher = PATTERN.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Expected auto, cpu, cuda, cuda:N, tensorrt or tensorrt:N, found " + name);
    }
    String kind = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    int index = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    return new Device(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), index);
  }

  /** Whether a GPU was named. */
  public boolean isGpu() {
    return kind == Kind.CUDA || kind == Kind.TENSORRT;
  }

  /** The name as a user would write it. */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return isGpu() ? name + ":" + index : name;
  }
}
