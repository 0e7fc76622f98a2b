package org.maskfoundry.jobs.phase;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maskfoundry.jobs.spark.output.Manifest;
import org.maskfoundry.jobs.spark.output.ManifestLine;

/**
 * Makes a file of every image, wave by wave, and says so in a manifest; files that are there are
 * passed over.
 *
 * @param manifest what is there
 * @param pace sizes the waves
 * @param stop ends the work after a wave
 * @param <I> an image as it is listed
 * @param <L> what the manifest says of it
 */
record FileWaves<I, L extends ManifestLine>(Manifest<L> manifest, WavePace pace, StopRequest stop) {

  /** The work on images. */
  interface Work<I, L> {
    /** Whether an image's file is there and still the one that would be made. */
    boolean isDone(I image);

    /** Makes the files of some images. */
    List<L> make(List<I> wave) throws IOException;
  }

  /** Does what is missing. */
  FileReport run(Iterator<I> listing, Work<I, L> work, FileReport.Observer observer)
      throws IOException {
    long listed = 0;
    long done = 0;
    long made = 0;
    Map<String, Long> errors = new TreeMap<>();
    List<I> wave = new ArrayList<>();
    while (listing.hasNext() && !stop.isMade()) {
      I image = listing.next();
      listed++;
      if (work.isDone(image)) {
        done++;
      } else {
        wave.add(image);
      }
      if (wave.size() == pace.images() || (!listing.hasNext() && !wave.isEmpty())) {
        pace.begin();
        List<L> tried = work.make(List.copyOf(wave));
        manifest.add(tried);
        pace.end(wave.size());
        for (L line : tried) {
          made += line.hasFailed() ? 0 : 1;
          if (line.hasFailed()) {
            errors.merge(line.errorCode(), 1L, Long::sum);
          }
        }
        wave.clear();
        observer.waveFinished(made, errors.values().stream().mapToLong(n -> n).sum());
      }
    }
    if (!stop.isMade()) {
      manifest.finish();
    }
    return new FileReport(listed, done, made, errors, stop.isMade());
  }
}
