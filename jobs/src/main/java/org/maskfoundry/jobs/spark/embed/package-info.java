/**
 * Image embeddings computed ahead, for tools that answer an annotator's clicks in the browser: a
 * NumPy file for each image, and a manifest that says which image it is of.
 */
package org.maskfoundry.jobs.spark.embed;
