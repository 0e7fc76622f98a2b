package org.maskfoundry.image;

/** A file is no image that can be used; the message names it, what was found and what to do. */
public final class ImageException extends Exception {

  private final ImageProblem problem;

  ImageException(ImageProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** The reason, one of a fixed set. */
  public ImageProblem problem() {
    return problem;
  }

  /** The reason's name in tables and files, in snake_case. */
  public String code() {
    return problem.code();
  }
}
