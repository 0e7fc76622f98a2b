package org.maskfoundry.model;

import ai.onnxruntime.OrtSession;

/**
 * An encoder that is loaded, and how it is asked.
 *
 * @param session images to embeddings
 * @param imagesPerCall the most images a call may be about
 */
record EncoderGraph(OrtSession session, int imagesPerCall) {}
