package org.maskfoundry.annotation;

/** One annotation cannot be read or drawn; the rest of its file can. */
public final class MalformedAnnotationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final AnnotationProblem problem;

  /**
   * Makes the failure.
   *
   * @param message what was found, what was expected, what to do
   */
  public MalformedAnnotationException(AnnotationProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** Why. */
  public AnnotationProblem problem() {
    return problem;
  }
}
