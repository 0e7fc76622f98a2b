/**
 * Many images on Spark: where they are read from, how rows map to tables, the lease of a device by
 * the tasks of a process, and waves.
 */
package org.maskfoundry.jobs.spark;
