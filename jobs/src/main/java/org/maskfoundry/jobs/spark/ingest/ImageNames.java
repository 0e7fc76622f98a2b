package org.maskfoundry.jobs.spark.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.jobs.table.ListedImage;

/**
 * Listed images by name. A stated name means the image whose path ends with it, or that it ends
 * with, component by component: the very same path first, then the one that agrees in most
 * components. Nothing is guessed: where two agree equally well, neither is meant.
 */
public final class ImageNames implements Serializable {

  private static final long serialVersionUID = 1;
  private static final int CANDIDATES_TOLD = 5;

  private final Map<String, List<ListedImage>> byName = new HashMap<>();
  private final Map<String, List<ListedImage>> byStem = new HashMap<>();

  /** The names of a listing. */
  public ImageNames(Iterable<ListedImage> images) {
    for (ListedImage image : images) {
      ImagePath path = ImagePath.listed(image.fileName());
      byName.computeIfAbsent(path.last(), name -> new ArrayList<>(1)).add(image);
      byStem.computeIfAbsent(path.withoutExtension().last(), stem -> new ArrayList<>(1)).add(image);
    }
  }

  /** The image that is meant. */
  ImageMatch match(StatedImage stated) {
    return Stream.of(
            stated.names().stream().map(name -> byName(stated, ImagePath.stated(name))),
            stated.stems().stream().map(stem -> byStem(stated, stem)),
            // A painted copy of a.webp is called a.webp.png.
            stated.names().stream()
                .map(name -> byName(stated, ImagePath.stated(name).withoutExtension())))
        .flatMap(matches -> matches)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(
            () ->
                new ImageMatch.NotFound(
                    stated.name(),
                    "image_missing",
                    "%s: annotated, but no image of --images has this name or path; add it, or name its folder as --images"
                        .formatted(stated.name())));
  }

  private Optional<ImageMatch> byName(StatedImage stated, ImagePath path) {
    List<Candidate> candidates = new ArrayList<>();
    for (ListedImage image : byName.getOrDefault(path.last(), List.of())) {
      candidates.add(Candidate.of(image, path, ImagePath.listed(image.fileName())));
    }
    return best(stated, candidates);
  }

  private Optional<ImageMatch> byStem(StatedImage stated, String stem) {
    ImagePath path = ImagePath.stated(stem);
    List<Candidate> candidates = new ArrayList<>();
    for (ListedImage image : byStem.getOrDefault(path.last(), List.of())) {
      ImagePath listed = ImagePath.listed(image.fileName()).withoutExtension();
      candidates.add(Candidate.of(image, path, listed));
    }
    return best(stated, candidates);
  }

  private record Candidate(ListedImage image, int agreement) {

    static Candidate of(ListedImage image, ImagePath stated, ImagePath listed) {
      return new Candidate(
          image, stated.equals(listed) ? Integer.MAX_VALUE : stated.agreement(listed));
    }
  }

  private static Optional<ImageMatch> best(StatedImage stated, List<Candidate> candidates) {
    int most = candidates.stream().mapToInt(Candidate::agreement).max().orElse(0);
    if (most == 0) {
      return Optional.empty();
    }
    List<ListedImage> best =
        candidates.stream()
            .filter(candidate -> candidate.agreement() == most)
            .map(Candidate::image)
            .toList();
    if (best.size() == 1) {
      return Optional.of(new ImageMatch.Found(best.get(0)));
    }
    return Optional.of(
        new ImageMatch.NotFound(
            stated.name(),
            "image_ambiguous",
            "%s: annotated, but %d images have this name: %s; name a deeper folder as --images or give the annotation file paths"
                .formatted(
                    stated.name(),
                    best.size(),
                    best.stream()
                        .map(ListedImage::fileName)
                        .sorted()
                        .limit(CANDIDATES_TOLD)
                        .collect(Collectors.joining(", ")))));
  }
}
