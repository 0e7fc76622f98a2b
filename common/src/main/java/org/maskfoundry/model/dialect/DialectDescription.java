package org.maskfoundry.model.dialect;

import java.util.Set;

/**
 * What tells the decoders of a family, and what may be asked of them.
 *
 * @param name in {@code model.conf} and in messages
 * @param inputs the inputs such a decoder has
 * @param outputs the outputs it has, whatever else it may give
 * @param promptsPerCall prompts one call may hold
 * @param prompts what may be a prompt
 */
public record DialectDescription(
    String name,
    Set<String> inputs,
    Set<String> outputs,
    int promptsPerCall,
    Set<PromptKind> prompts) {

  /** What may be a prompt. */
  public enum PromptKind {
    /** Points in the foreground and background. */
    POINTS,
    /** A box by two corners. */
    BOX,
    /** The logits of an earlier answer. */
    MASK
  }

  /** Copies the sets. */
  public DialectDescription {
    inputs = Set.copyOf(inputs);
    outputs = Set.copyOf(outputs);
    prompts = Set.copyOf(prompts);
  }

  /** Whether such a prompt may be asked. */
  public boolean takes(PromptKind kind) {
    return prompts.contains(kind);
  }
}
