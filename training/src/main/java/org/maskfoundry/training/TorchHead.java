package org.maskfoundry.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.maskfoundry.model.checkpoint.ElementType;
import org.maskfoundry.model.graph.HeadArchitecture;
import org.maskfoundry.model.graph.HeadNetwork;

/** A detection head whose tensors have gradients. */
final class TorchHead implements HeadNetwork.Operations<Tensor>, AutoCloseable {

  /** At the beginning, one cell in a hundred is taken for an object (arXiv 1708.02002, 4.1). */
  private static final double FIRST_SCORE = 0.01;

  private static final long[] ONE_BY_ONE = {1, 1};

  private final HeadArchitecture head;
  private final Device device;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** A head that knows nothing but how the channels of the embedding are distributed. */
  TorchHead(HeadArchitecture head, ChannelStatistics input, Device device, Random random) {
    this.head = head;
    this.device = device;
    head.tensors().forEach((name, shape) -> tensors.put(name, first(name, shape, input, random)));
    parameters().forEach(parameter -> parameter.requires_grad_(true));
  }

  private Tensor first(String name, long[] shape, ChannelStatistics input, Random random) {
    float[] values = new float[count(shape)];
    if (name.equals("input.mean")) {
      values = input.mean();
    } else if (name.equals("input.scale")) {
      values = input.scale();
    } else if (name.equals("score.bias")) {
      Arrays.fill(values, (float) Math.log(FIRST_SCORE / (1 - FIRST_SCORE)));
    } else if (name.endsWith(".norm.weight")) {
      Arrays.fill(values, 1);
    } else if (shape.length > 1) {
      // He initialisation: activations keep their size through ReLU.
      double deviation = Math.sqrt(2.0 * shape[0] / count(shape));
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
    }
    return Tensor.create(values, shape).to(device, torch.ScalarType.Float);
  }

  private static int count(long[] shape) {
    return (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** The tensors that are learned: all but the statistics of the input. */
  List<Tensor> parameters() {
    List<Tensor> parameters = new ArrayList<>();
    tensors.forEach(
        (name, tensor) -> {
          if (!name.startsWith("input.")) {
            parameters.add(tensor);
          }
        });
    return parameters;
  }

  /** The tensors that are learned, as the library's optimisers take them. */
  TensorVector parameterVector() {
    return new TensorVector(parameters().toArray(Tensor[]::new));
  }

  /** Copies of all tensors, as they are now. */
  List<org.maskfoundry.model.checkpoint.Tensor> snapshot() {
    List<org.maskfoundry.model.checkpoint.Tensor> copies = new ArrayList<>();
    head.tensors()
        .forEach(
            (name, shape) ->
                copies.add(
                    new org.maskfoundry.model.checkpoint.Tensor(
                        name,
                        ElementType.F32,
                        Arrays.stream(shape).boxed().toList(),
                        bytes(values(tensors.get(name))))));
    return copies;
  }

  private static ByteBuffer bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes;
  }

  /** The values of a tensor on any device. */
  static float[] values(Tensor tensor) {
    Tensor here = tensor.detach().cpu().contiguous();
    float[] values = new float[(int) here.numel()];
    new FloatPointer(here.data_ptr_float()).get(values);
    return values;
  }

  @Override
  public Tensor standardised(Tensor embedding) {
    Tensor mean = tensors.get("input.mean").view(1, head.channels(), 1, 1);
    Tensor scale = tensors.get("input.scale").view(1, head.channels(), 1, 1);
    return embedding.sub(mean).mul(scale);
  }

  @Override
  public Tensor block(Tensor x, String name, int stride) {
    Tensor convolved =
        torch.conv2d(
            x,
            tensors.get(name + ".weight"),
            new TensorOptional(),
            new long[] {stride, stride},
            ONE_BY_ONE,
            ONE_BY_ONE,
            1);
    Tensor normed =
        torch.group_norm(
            convolved,
            HeadArchitecture.NORM_GROUPS,
            new TensorOptional(tensors.get(name + ".norm.weight")),
            new TensorOptional(tensors.get(name + ".norm.bias")),
            HeadArchitecture.NORM_EPSILON,
            true);
    return torch.relu(normed);
  }

  @Override
  public Tensor convolution(Tensor x, String name) {
    return torch.conv2d(
        x,
        tensors.get(name + ".weight"),
        new TensorOptional(tensors.get(name + ".bias")),
        ONE_BY_ONE,
        ONE_BY_ONE,
        ONE_BY_ONE,
        1);
  }

  @Override
  public Tensor plus(Tensor x, Tensor y) {
    return x.add(y);
  }

  @Override
  public Tensor doubled(Tensor x) {
    return torch.upsample_nearest2d(x, 2 * x.size(2), 2 * x.size(3));
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
  }
}
