package org.bitline.device.dram;

import org.bitline.api.unit.Param;

/** Parameters of the device type {@code dram-host}: a plain memory and the core beside it. */
record DramHostParameters(
    @Param(doc = "Stacks, modules or devices.", byDefault = "1", min = 1, max = 64) int stacks,
    @Param(doc = "Clock period of the memory.", unit = "s", byDefault = "1 ns", above = 0)
        double clock,
    @Param(doc = "Channels, banks and rows.") Memory.Organisation organisation,
    @Param(doc = "Delays between commands.") Memory.Delays delays,
    @Param(doc = "Refresh.") Memory.Refresh refresh,
    @Param(doc = "The core.") Core core) {

  /** A core that computes in float32 as fast as its peak and its memory let it. */
  record Core(
      @Param(
              doc = "Multiply-accumulates a second.",
              unit = "Hz",
              byDefault = "10000 GHz",
              above = 0)
          double macRate,
      @Param(
              doc = "Passes over an element a second, for all that is no product.",
              unit = "Hz",
              byDefault = "1000 GHz",
              above = 0)
          double passRate,
      @Param(
              doc = "Bits of an element in memory: 16 (FP16), or 32 (float32).",
              byDefault = "16",
              min = 16,
              max = 32)
          int elementBits,
      @Param(doc = "Commands that the controller looks at.", byDefault = "64", min = 1, max = 1024)
          int window,
      @Param(doc = "Passes over each element of a softmax.", byDefault = "5", min = 1) int softmax,
      @Param(doc = "Passes of a layer norm.", byDefault = "3", min = 1) int layerNorm,
      @Param(doc = "Passes of an activation function.", byDefault = "8", min = 1) int activation) {

    Core {
      if (elementBits != 16 && elementBits != 32) {
        throw new IllegalArgumentException(
            "core.elementBits is " + elementBits + "; elements have 16 or 32 bits");
      }
    }
  }

  int channels() {
    return stacks * organisation.channelsPerStack();
  }
}
