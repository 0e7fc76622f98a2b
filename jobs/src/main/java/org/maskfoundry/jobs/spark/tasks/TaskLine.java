package org.maskfoundry.jobs.spark.tasks;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An image's line of the manifest.
 *
 * @param fileName path relative to the source
 * @param imageId the image's id
 * @param shown where the tool finds the picture
 * @param tasks the file of tasks it is in
 * @param masks how many masks are proposed
 */
record TaskLine(
    @JsonProperty("file_name") String fileName,
    @JsonProperty("image_id") long imageId,
    @JsonProperty("shown") String shown,
    @JsonProperty("tasks") String tasks,
    @JsonProperty("masks") int masks) {}
