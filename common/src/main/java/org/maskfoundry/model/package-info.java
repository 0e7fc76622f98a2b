/**
 * Models as bundles and what runs them: a bundle is a folder with {@code model.conf} and weights or
 * graphs; a {@link org.maskfoundry.model.Segmenter} is a bundle loaded on a device, shared by
 * threads.
 */
package org.maskfoundry.model;
