/**
 * The tables of a dataset, on Apache Iceberg: their columns, what of a listing is still to do, the
 * branch a run writes to and how it is published, reading what is published or was in a version,
 * and upkeep. Each commit here is atomic; what cannot be known to have happened is never undone.
 */
package org.maskfoundry.jobs.table;
