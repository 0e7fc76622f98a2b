package org.maskfoundry.model;

/** How many masks a prompt is answered with. */
public enum MaskAnswer {
  /** One mask: the model's token 0, for prompts that leave no doubt (several points, a box). */
  SINGLE(0, 1),
  /** Three masks, tokens 1 to 3: whole, part and sub-part in the model's own order. */
  MULTIPLE(1, 3);

  private final int firstToken;
  private final int masksPerPrompt;

  MaskAnswer(int firstToken, int masksPerPrompt) {
    this.firstToken = firstToken;
    this.masksPerPrompt = masksPerPrompt;
  }

  /** The first of the model's four mask tokens that answers. */
  public int firstToken() {
    return firstToken;
  }

  /** Masks for each prompt. */
  public int masksPerPrompt() {
    return masksPerPrompt;
  }
}
