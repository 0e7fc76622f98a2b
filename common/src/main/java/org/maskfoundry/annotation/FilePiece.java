package org.maskfoundry.annotation;

import java.io.Serializable;

/**
 * What a file says of an image.
 *
 * @param file the file, for messages
 * @param piece what it says
 */
public record FilePiece(String file, AnnotatedImage piece) implements Serializable {}
