/**
 * ONNX files exported by others: which family a pair of files belongs to, told by its inputs and
 * outputs, and how each family is asked and answers.
 */
package org.maskfoundry.model.dialect;
