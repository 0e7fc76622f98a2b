package org.maskfoundry.jobs.phase;

import java.util.function.Supplier;
import org.maskfoundry.jobs.spark.RunProgress;

/** Hears how a run comes along. */
public interface RunObserver {

  /** One who does not care. */
  RunObserver NONE =
      new RunObserver() {
        @Override
        public void planned(RunPlan plan) {}

        @Override
        public void started(Supplier<RunProgress> progress) {}

        @Override
        public void waveFinished(long wave, RunProgress progress) {}

        @Override
        public void finished() {}
      };

  /** It is known what there is to do. */
  void planned(RunPlan plan);

  /**
   * The first wave begins.
   *
   * @param progress how far the run is, whenever asked
   */
  void started(Supplier<RunProgress> progress);

  /** A wave, counted from 1, is committed to the run's branch. */
  void waveFinished(long wave, RunProgress progress);

  /** No further wave comes, whatever the reason. */
  void finished();
}
