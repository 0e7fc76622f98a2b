package org.maskfoundry.model;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.dialect.DecoderAnswer;
import org.maskfoundry.model.dialect.DecoderDialect;
import org.maskfoundry.model.dialect.DialectDescription.PromptKind;
import org.maskfoundry.model.dialect.PromptBatch;
import org.maskfoundry.prompt.Prompt;

/** A bundle's graphs in ONNX Runtime. */
final class OnnxSegmenter implements Segmenter {

  private final SegmenterDescription description;
  private final OnnxEncoder encoder;
  private final LoadedGraphs graphs;
  private final UseCount use;
  private final RunFailures failures;
  private final LongAdder batchSplits = new LongAdder();

  OnnxSegmenter(
      SegmenterDescription description, ModelConf conf, LoadedGraphs graphs, Runnable free) {
    this.description = description;
    this.graphs = graphs;
    this.use = new UseCount(free);
    this.failures = new RunFailures(description.name(), description.device());
    this.encoder =
        new OnnxEncoder(
            graphs.encoder(),
            conf.encoderInput(),
            new ImagePreprocessor(conf.imageSize(), conf.normalisation()),
            failures,
            use,
            batchSplits::increment);
  }

  @Override
  public SegmenterDescription description() {
    return description;
  }

  @Override
  public ImageEmbedding encode(RgbImage image) {
    return encoder.encode(image);
  }

  @Override
  public List<ImageEmbedding> encodeAll(List<RgbImage> images) {
    return encoder.encodeAll(images);
  }

  @Override
  public DecodedMasks decode(ImageEmbedding embedding, List<Prompt> prompts, MaskAnswer answer) {
    return decode(embedding, prompts, WantedMasks.all(answer));
  }

  @Override
  public DecodedMasks decode(ImageEmbedding embedding, List<Prompt> prompts, WantedMasks wanted) {
    OnnxEmbedding encoded = (OnnxEmbedding) embedding;
    boolean withMasks = check(prompts);
    List<Prompt> inModelFrame =
        prompts.stream()
            .map(prompt -> prompt.scaled(encoded.frame().scaleX(), encoded.frame().scaleY()))
            .toList();
    DecoderGraph decoder = graphs.decoder(withMasks);
    List<DecoderAnswer> answers = new ArrayList<>();
    BatchHalving<Prompt> batches =
        new BatchHalving<>(
            part -> answers.add(decode(decoder, encoded, PromptBatch.of(part), wanted)),
            batchSplits::increment);
    use.begin();
    try {
      for (int start = 0; start < inModelFrame.size(); ) {
        int most = decoder.dialect().description().promptsPerCall();
        int end = endOfBatch(inModelFrame, start, most);
        batches.run(inModelFrame.subList(start, end));
        start = end;
      }
    } finally {
      use.end();
    }
    return join(decoder.dialect(), answers, prompts.size(), wanted);
  }

  /** Prompts of one length go together: padding is no prompt, but decoders attend to it. */
  private static int endOfBatch(List<Prompt> prompts, int start, int most) {
    int length = PromptBatch.length(prompts.get(start));
    int end = start + 1;
    while (end < prompts.size()
        && end - start < most
        && PromptBatch.length(prompts.get(end)) == length) {
      end++;
    }
    return end;
  }

  private DecoderAnswer decode(
      DecoderGraph decoder, OnnxEmbedding encoded, PromptBatch batch, WantedMasks wanted) {
    try {
      return decoder.decode(encoded, batch, wanted);
    } catch (OrtException failure) {
      throw failures.of(failure, batch.prompts() + " prompt(s)");
    }
  }

  /** Whether the prompts have masks; all have or none. */
  private boolean check(List<Prompt> prompts) {
    boolean withMasks = !prompts.isEmpty() && prompts.get(0).mask().isPresent();
    int length = description.maskSize() * description.maskSize();
    for (Prompt prompt : prompts) {
      if (prompt.mask().isPresent() && !description.maskPrompts()) {
        throw new IllegalArgumentException(
            "%s takes no mask as prompt; ask with points or a box".formatted(description.name()));
      }
      if (prompt.mask().isPresent() != withMasks) {
        throw new IllegalArgumentException("Prompts with and without a mask need a batch each");
      }
      if (withMasks && prompt.mask().get().length != length) {
        throw new IllegalArgumentException(
            "Expected a mask prompt of %d x %d logits, found %d"
                .formatted(
                    description.maskSize(), description.maskSize(), prompt.mask().get().length));
      }
      if (prompt.box().isPresent()
          && !graphs.decoder().dialect().description().takes(PromptKind.BOX)) {
        throw new IllegalArgumentException(
            "%s takes no box as prompt; ask with points".formatted(description.name()));
      }
    }
    return withMasks;
  }

  private DecodedMasks join(
      DecoderDialect dialect, List<DecoderAnswer> answers, int prompts, WantedMasks wanted) {
    int masks = wanted.answer().masksPerPrompt();
    IntBuffer places = IntBuffer.allocate(prompts * masks);
    FloatBuffer ious = FloatBuffer.allocate(prompts * masks);
    List<FloatBuffer> drawn = new ArrayList<>();
    int length = description.maskSize() * description.maskSize();
    for (DecoderAnswer answer : answers) {
      int first = dialect.firstToken(wanted.answer(), answer.tokens());
      for (int prompt = 0; prompt < answer.prompts(); prompt++) {
        int token = prompt * answer.tokens() + first;
        ious.put(answer.predictedIous().slice(token, masks));
        for (int mask = 0; mask < masks; mask++) {
          int place = answer.places().get(token + mask);
          // What is no number is not below either: whoever asked finds out.
          boolean looked = !(answer.predictedIous().get(token + mask) <= wanted.predIouThresh());
          if (looked && place != DecoderAnswer.NOT_DRAWN) {
            places.put(drawn.size());
            drawn.add(answer.logits().slice(place * length, length));
          } else {
            places.put(DecoderAnswer.NOT_DRAWN);
          }
        }
      }
    }
    FloatBuffer logits = FloatBuffer.allocate(drawn.size() * length);
    drawn.forEach(logits::put);
    return new DecodedMasks(
        prompts, masks, description.maskSize(), places.rewind(), logits.rewind(), ious.rewind());
  }

  @Override
  public long batchSplits() {
    return batchSplits.sum();
  }

  @Override
  public void close() {
    use.close();
  }
}
