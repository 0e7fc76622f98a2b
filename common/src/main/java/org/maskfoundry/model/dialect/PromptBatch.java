package org.maskfoundry.model.dialect;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.maskfoundry.prompt.BoxPrompt;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;

/**
 * Prompts in the model's frame as the tensors decoders take: for each prompt its points, then its
 * box as two corners, or one point that counts for nothing where there is no box; the rest is
 * padding.
 *
 * @param prompts B
 * @param points N, the same for all prompts
 * @param coordinates {@code [B, N, 2]}, pixels of the model's square input
 * @param labels {@code [B, N]}: 1 foreground, 0 background, 2 and 3 box corners, -1 padding
 * @param masks {@code [B, m, m]} where the prompts have masks
 */
public record PromptBatch(
    int prompts,
    int points,
    FloatBuffer coordinates,
    FloatBuffer labels,
    Optional<FloatBuffer> masks) {

  /** Label of a point that counts for nothing. */
  public static final float PADDING = -1;

  private static final float FIRST_CORNER = 2;
  private static final float SECOND_CORNER = 3;

  /** Prompts given in the model's frame; either all have masks of one size, or none. */
  public static PromptBatch of(List<Prompt> prompts) {
    int points = 0;
    for (Prompt prompt : prompts) {
      points = Math.max(points, length(prompt));
    }
    FloatBuffer coordinates = FloatBuffer.allocate(prompts.size() * points * 2);
    FloatBuffer labels = FloatBuffer.allocate(prompts.size() * points);
    for (Prompt prompt : prompts) {
      int filled = prompt.points().size();
      for (PointPrompt point : prompt.points()) {
        put(coordinates, labels, point.x(), point.y(), point.label());
      }
      if (prompt.box().isPresent()) {
        BoxPrompt box = prompt.box().get();
        put(coordinates, labels, box.left(), box.top(), FIRST_CORNER);
        put(coordinates, labels, box.right(), box.bottom(), SECOND_CORNER);
        filled += 2;
      }
      for (; filled < points; filled++) {
        put(coordinates, labels, 0, 0, PADDING);
      }
    }
    return new PromptBatch(
        prompts.size(), points, coordinates.rewind(), labels.rewind(), masks(prompts));
  }

  /** Points a prompt needs: its own, and two corners of its box or one of padding. */
  public static int length(Prompt prompt) {
    return prompt.points().size() + (prompt.box().isPresent() ? 2 : 1);
  }

  private static void put(
      FloatBuffer coordinates, FloatBuffer labels, double x, double y, float label) {
    coordinates.put((float) x).put((float) y);
    labels.put(label);
  }

  private static Optional<FloatBuffer> masks(List<Prompt> prompts) {
    if (prompts.get(0).mask().isEmpty()) {
      return Optional.empty();
    }
    int length = prompts.get(0).mask().get().length;
    FloatBuffer masks = FloatBuffer.allocate(prompts.size() * length);
    prompts.forEach(prompt -> masks.put(prompt.mask().orElseThrow()));
    return Optional.of(masks.rewind());
  }
}
