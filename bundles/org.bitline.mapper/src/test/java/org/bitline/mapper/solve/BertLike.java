package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Instances of the shape of BERT's encoder: an embedding, layers of fourteen operations with the
 * graph of the encoder, a pool; a crossbar chip, a memory and a digital accelerator. The numbers
 * are made up, of the size that such devices have.
 */
final class BertLike {

  private static final int CIM = 0;
  private static final int HBM = 1;
  private static final int NPU = 2;

  private final Random random;
  private final boolean alike;
  private final List<Instance.Operation> operations = new ArrayList<>();
  private final List<String> resources =
      new ArrayList<>(List.of("hbm", "array", "vector", "cim-hbm", "hbm-npu", "cim-npu"));

  private BertLike(long seed, boolean alike) {
    this.random = new Random(seed);
    this.alike = alike;
  }

  /**
   * An encoder.
   *
   * @param alike whether layers differ in the noise of their matrices alone
   */
  static Instance encoder(int layers, long seed, boolean alike) {
    return new BertLike(seed, alike).make(layers);
  }

  private Instance make(int layers) {
    List<Instance.Device> devices =
        List.of(
            new Instance.Device(
                "cim",
                List.of("arrays"),
                List.of(16_128L * 8),
                used -> {
                  double tiles = Math.ceil(used.get(0) / 96.0);
                  return new Instance.Holding(tiles * 3.7e-7, tiles * 0.004);
                }),
            new Instance.Device(
                "hbm", List.of(), List.of(), used -> new Instance.Holding(9.2e-5, 1.5)),
            new Instance.Device(
                "npu", List.of(), List.of(), used -> new Instance.Holding(2.5e-5, 0.9)));
    add(0, List.of(), 0, 0.1, 0);
    int hidden = add(0, List.of(0), 0, 0.05, 0);
    for (int n = 1; n <= layers; n++) {
      hidden = layer(n, hidden);
    }
    add(layers + 1, List.of(hidden), 0, 0.01, 0);
    return new Instance(devices, resources, operations);
  }

  private int layer(int n, int hidden) {
    int query = add(n, List.of(hidden), 1, 0, 0);
    int key = add(n, List.of(hidden), 1, 0, 0);
    int value = add(n, List.of(hidden), 1, 0, 0);
    int scores = add(n, List.of(query, key), 0, 0.5, 0.16);
    int softmax = add(n, List.of(scores), 0, 0.4, 0);
    int context = add(n, List.of(softmax, value), 0, 0.5, 0.16);
    int output = add(n, List.of(context), 1, 0, 0);
    int add1 = add(n, List.of(output, hidden), 0, 0.05, 0);
    int norm1 = add(n, List.of(add1), 0, 0.1, 0);
    int ffn1 = add(n, List.of(norm1), 4, 0, 0);
    int gelu = add(n, List.of(ffn1), 0, 0.4, 0);
    int ffn2 = add(n, List.of(gelu), 4, 0, 0);
    int add2 = add(n, List.of(ffn2, norm1), 0, 0.05, 0);
    return add(n, List.of(add2), 0, 0.1, 0);
  }

  private double vary() {
    return alike ? 1 : 0.7 + 0.6 * random.nextDouble();
  }

  private int add(int layer, List<Integer> inputs, double matrix, double vector, double product) {
    int index = operations.size();
    List<Instance.Choice> choices = new ArrayList<>();
    if (matrix > 0) {
      resources.add("cim/op" + index);
      double noise = matrix * 1e-4 * (0.2 + 3 * random.nextDouble() * random.nextDouble());
      choices.add(
          choice(CIM, 2.2e-5 * matrix, 1.4e-5, resources.size() - 1, (long) (288 * matrix), noise));
      choices.add(choice(HBM, 1.1e-4 * matrix, 2.5e-5 * matrix, 0, 0, 1e-6));
      choices.add(choice(NPU, 1.6e-4 * matrix, 3e-5 * matrix, 1, 0, 0));
    } else if (product > 0) {
      choices.add(choice(HBM, 9e-5 * product, 9e-5 * product, 0, 0, 1e-6));
      choices.add(choice(NPU, 8e-5 * product, 2e-5 * product, 1, 0, 0));
    } else {
      choices.add(choice(HBM, 3e-6 * vector, 1e-5 * vector, 0, 0, 0));
      choices.add(choice(NPU, 2e-6 * vector, 1.4e-5 * vector, 2, 0, 0));
    }
    double bits = (matrix == 4 ? 4 : 1) * 128 * 768 * 8.0;
    List<Instance.Move> moves = new ArrayList<>();
    for (int[] pair : new int[][] {{0, 1, 3}, {1, 2, 4}, {0, 2, 5}}) {
      double joules = bits * (pair[2] == 4 ? 4e-12 : 1e-12);
      moves.add(new Instance.Move(pair[0], pair[1], pair[2], joules, bits / 512e9));
      moves.add(new Instance.Move(pair[1], pair[0], pair[2], joules, bits / 512e9));
    }
    operations.add(
        new Instance.Operation("op" + index, layer, inputs, OptionalInt.empty(), choices, moves));
    return index;
  }

  private Instance.Choice choice(
      int device, double joules, double seconds, int busy, long arrays, double noise) {
    return new Instance.Choice(
        device,
        joules * vary(),
        seconds * vary(),
        List.of(busy),
        device == CIM ? List.of(arrays) : List.of(),
        noise);
  }
}
