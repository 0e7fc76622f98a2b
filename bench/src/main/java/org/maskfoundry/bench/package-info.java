/**
 * What the parts of the product cost: inputs that measurements share, and the comparison of the run
 * operations with a C program of the same algorithms.
 */
package org.maskfoundry.bench;
