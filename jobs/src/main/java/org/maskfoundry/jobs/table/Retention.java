package org.maskfoundry.jobs.table;

import java.time.Duration;

/**
 * How long maintenance keeps what nobody reads any more.
 *
 * @param snapshots versions without a tag
 * @param branches branches of runs that have shown no sign of life
 * @param files files that belong to no version; those of a wave that is being written are such
 */
public record Retention(Duration snapshots, Duration branches, Duration files) {}
