/**
 * What a process and a run count, in Spark's own metric system, for whatever sinks it is configured
 * with. Each process shows its own work and how busy its device is; the driver shows besides what
 * the run has come to on all of them.
 */
package org.maskfoundry.jobs.spark.metrics;
