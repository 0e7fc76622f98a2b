package org.maskfoundry.annotation;

import java.io.Serializable;

/**
 * The size of an image as an annotation file states it.
 *
 * @param width columns in pixels
 * @param height rows in pixels
 */
public record StatedSize(int width, int height) implements Serializable {}
