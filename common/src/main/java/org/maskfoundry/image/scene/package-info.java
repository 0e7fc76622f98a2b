/**
 * Pictures whose true masks are known: rendered scenes of textured objects that overlap. They
 * follow from a seed alone, so that anyone can see and count what a model finds in them.
 */
package org.maskfoundry.image.scene;
