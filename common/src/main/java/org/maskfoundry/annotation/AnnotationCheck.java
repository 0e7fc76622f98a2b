package org.maskfoundry.annotation;

import java.util.Optional;
import org.maskfoundry.dataset.ImageReference;

/**
 * Draws what files say of one image and checks it: what has no pixels or cannot be read is
 * rejected, what is there twice is dropped, everything else is kept. For one image and thread.
 */
public final class AnnotationCheck {

  private final CheckSettings settings;
  private final DrawnPieces pieces;
  private final PersonsMask persons;

  /** Begins with an image of known size. */
  public AnnotationCheck(ImageReference image, CheckSettings settings) {
    this.settings = settings;
    this.pieces = new DrawnPieces(image);
    this.persons = new PersonsMask(image, settings);
  }

  /** Adds what a file says; pieces come in the file's order. */
  public void add(FilePiece piece) {
    pieces.add(piece);
  }

  /** What stays. */
  public CheckedAnnotations result() {
    MaskSelection selection = new MaskSelection(settings, pieces.skipped());
    for (DrawnAnnotation drawn : pieces.drawn()) {
      Optional<String> refusal = selection.refusal(drawn.mask());
      refusal.ifPresentOrElse(selection::drop, () -> selection.keep(persons.drawn(drawn)));
    }
    return new CheckedAnnotations(selection.kept(), pieces.rejections(), selection.dropped());
  }
}
