/**
 * Finding boxes of objects, whatever the objects are: detectors of many families run through ONNX
 * Runtime behind one interface, their classes collapsed into one (Segment Anything, section 4,
 * semi-automatic stage).
 */
package org.maskfoundry.detect;
