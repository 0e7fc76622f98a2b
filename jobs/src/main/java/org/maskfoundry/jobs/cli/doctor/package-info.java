/**
 * What a machine has that Maskfoundry needs, and what it lacks: each check tries the thing itself
 * (a library, a device, a storage) and says what to do. Nothing here starts Spark; only the check
 * of storages knows Hadoop.
 */
package org.maskfoundry.jobs.cli.doctor;
