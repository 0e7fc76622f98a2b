package org.maskfoundry.model.dialect;

import java.nio.FloatBuffer;

/**
 * What a decoder graph answered, token by token.
 *
 * @param prompts B
 * @param tokens T, masks for each prompt
 * @param maskSize m
 * @param logits {@code [B, T, m, m]}
 * @param predictedIous {@code [B, T]}
 */
public record DecoderAnswer(
    int prompts, int tokens, int maskSize, FloatBuffer logits, FloatBuffer predictedIous) {}
