package org.maskfoundry.annotation;

import java.io.Serializable;

/**
 * An annotation that a reader cannot give.
 *
 * @param problem why
 * @param annotationId the tool's id, empty where it has none
 * @param message what was found, what was expected, what to do
 */
public record Refusal(AnnotationProblem problem, String annotationId, String message)
    implements Serializable {}
