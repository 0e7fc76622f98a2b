/**
 * Painting masks into a copy of their image: to look at them, or to take what is already annotated
 * out of the annotators' sight (Segment Anything, section 4, semi-automatic stage). Pixels outside
 * the masks stay as they are, bit by bit.
 */
package org.maskfoundry.paint;
