/**
 * SAM as ONNX graphs of our own: the image encoder and the batched mask decoder, built from sizes
 * and tensor names, with the weights left in the mapped checkpoint.
 */
package org.maskfoundry.model.graph;
