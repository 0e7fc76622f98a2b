/**
 * Images that take their process with them: by a crash in native code, or by work that never ends.
 * Processes tell the driver which images they have in work; an image that was in work when two were
 * lost, the second time alone, is given up.
 */
package org.maskfoundry.jobs.spark.isolation;
