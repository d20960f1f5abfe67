package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.wire.Network;

/**
 * An array whose drive decides its network, which is solved for every read.
 *
 * @param cells rows × columns
 */
record GatedArray(Network network, double[] cells) implements AnalogArray {

  @Override
  public void read(double[] x, double[] out, RandomStream noise) {
    network.currents(cells, x, out);
  }
}
