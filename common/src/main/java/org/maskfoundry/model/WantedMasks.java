package org.maskfoundry.model;

/**
 * Which of the masks of prompts are looked at: others need not be drawn.
 *
 * @param answer one or three for each prompt
 * @param predIouThresh those whose predicted IoU is greater
 */
public record WantedMasks(MaskAnswer answer, float predIouThresh) {

  /** All masks of an answer. */
  public static WantedMasks all(MaskAnswer answer) {
    return new WantedMasks(answer, Float.NEGATIVE_INFINITY);
  }
}
