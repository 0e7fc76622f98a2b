/**
 * Training on the JVM: a detection head is fitted to the boxes of annotated masks, over the image
 * embeddings the pipeline computes anyway, and leaves as an ONNX graph. Only this module knows the
 * training library (PyTorch through JavaCPP).
 */
package org.maskfoundry.training;
