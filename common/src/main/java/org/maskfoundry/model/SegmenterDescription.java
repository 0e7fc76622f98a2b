package org.maskfoundry.model;

/**
 * What a loaded model is.
 *
 * @param name the bundle's name
 * @param digest SHA-256 (hex) over everything of the bundle that changes results
 * @param device where it runs, as the user would name it ({@code cpu}, {@code cuda:0})
 * @param imageSize S, side of the square input in pixels
 * @param maskSize m, side of the low-resolution logits
 * @param maskThreshold the logit above which a pixel belongs to the mask
 * @param maskPrompts whether a previous mask may be a prompt
 * @param encodeBatch how many images are best encoded at once on this device
 * @param decodeBatch how many prompts are best decoded at once on this device
 */
public record SegmenterDescription(
    String name,
    String digest,
    String device,
    int imageSize,
    int maskSize,
    float maskThreshold,
    boolean maskPrompts,
    int encodeBatch,
    int decodeBatch) {}
