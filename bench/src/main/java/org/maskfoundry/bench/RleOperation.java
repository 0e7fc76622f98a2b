package org.maskfoundry.bench;

import java.util.List;
import java.util.function.IntFunction;
import org.maskfoundry.mask.RleMask;

/**
 * An operation on runs, as it is measured: once for each of the masks.
 *
 * @param name its name, the C program's as well
 * @param masks how many masks there are
 * @param runs runs that go into or come out of it for all masks together
 * @param result what it makes of the mask with an index
 */
record RleOperation(String name, int masks, long runs, IntFunction<Object> result) {

  static List<RleOperation> of(RleInputs inputs) {
    int masks = inputs.count();
    long runs = inputs.runs();
    long runsOfPairs = inputs.runsOfPairs();
    // The same array each time, over what was there before; all masks are of one size.
    byte[] bitmap = inputs.mask(0).toBitmap();
    return List.of(
        new RleOperation("encode", masks, runs, inputs::encode),
        new RleOperation("decode", masks, runs, index -> inputs.mask(index).toBitmap()),
        new RleOperation("decode_into", masks, runs, index -> drawn(inputs.mask(index), bitmap)),
        new RleOperation("string_encode", masks, runs, index -> inputs.mask(index).toCocoString()),
        new RleOperation("string_decode", masks, runs, inputs::decodeString),
        new RleOperation(
            "union", masks, runsOfPairs, index -> inputs.mask(index).union(inputs.partner(index))),
        new RleOperation(
            "iou", masks, runsOfPairs, index -> inputs.mask(index).iou(inputs.partner(index))));
  }

  private static byte[] drawn(RleMask mask, byte[] bitmap) {
    mask.toBitmap(bitmap);
    return bitmap;
  }

  /** A number made of all results, the same for all who compute the same. */
  long check() {
    ResultHash hash = new ResultHash();
    for (int index = 0; index < masks; index++) {
      hash.add(result.apply(index));
    }
    return hash.value();
  }
}
