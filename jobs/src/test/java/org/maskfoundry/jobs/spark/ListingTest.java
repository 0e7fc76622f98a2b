package org.maskfoundry.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

  private static final long MOST_AHEAD = 2;

  @ParameterizedTest
  @ValueSource(strings = {"endless:/photos", "endless:/photos/*.jpg", "endless:/photos/[0-9]*"})
  void aFolderIsNeverHeldWhole(String source) throws Exception {
    EndlessFolder.GIVEN.set(0);
    long taken = 0;
    long farthestAhead = 0;

    FileTree tree = new SourcePath(source, EndlessFolder.configuration(), Optional.empty()).tree();
    for (Iterator<SourceFile> files = tree.files(); files.hasNext() && taken < 20_000; ) {
      farthestAhead = Math.max(farthestAhead, EndlessFolder.GIVEN.get() - taken);
      files.next();
      taken++;
    }

    assertThat(taken).isEqualTo(20_000);
    assertThat(farthestAhead).isLessThanOrEqualTo(MOST_AHEAD);
  }
}
