package org.maskfoundry.model.dialect;

import java.util.List;
import java.util.stream.Collectors;
import org.maskfoundry.model.ModelException;

/** The dialects that are known. */
public final class Dialects {

  private static final List<DecoderDialect> KNOWN =
      List.of(new OfficialDialect(), new EfficientVitSamDialect(), new OptimumDialect());

  private Dialects() {}

  /**
   * The dialect of that name.
   *
   * @throws ModelException where there is none
   */
  public static DecoderDialect named(String name) {
    return KNOWN.stream()
        .filter(dialect -> dialect.description().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelException(
                    "model.conf: dialect %s is not known; known are %s".formatted(name, names())));
  }

  /** All dialects, the most demanding first: a decoder belongs to the first that fits. */
  public static List<DecoderDialect> known() {
    return KNOWN;
  }

  private static String names() {
    return KNOWN.stream()
        .map(dialect -> dialect.description().name())
        .collect(Collectors.joining(", "));
  }
}
