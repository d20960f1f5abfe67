package org.bitline.device.reram;

import java.util.List;

/** The components of a ReRAM device's cost table. */
final class Roles {

  static final String ADC = "adc";
  static final String DAC = "dac";
  static final String WORD_LINE = "word-line";
  static final String CELL = "cell";
  static final String SAMPLE_HOLD = "sample-hold";
  static final String SHIFT_ADD = "shift-add";
  static final String REGISTER_IN = "register-in";
  static final String REGISTER_OUT = "register-out";
  static final String EDRAM = "edram";
  static final String BUS = "bus";
  static final String ROUTER = "router";
  static final String LINK = "link";
  static final String SIGMOID = "sigmoid";
  static final String MAX_POOL = "max-pool";
  static final String REGISTER_TILE = "register-tile";

  static final String WHITE_SPACE = "white-space";

  /** Without which there is no array. */
  static final List<String> REQUIRED = List.of(ADC, DAC, CELL);

  /** A chip that has no such part leaves the role out: nothing is counted for it. */
  static final List<String> OPTIONAL =
      List.of(
          WORD_LINE,
          SAMPLE_HOLD,
          SHIFT_ADD,
          REGISTER_IN,
          REGISTER_OUT,
          EDRAM,
          BUS,
          ROUTER,
          LINK,
          SIGMOID,
          MAX_POOL,
          REGISTER_TILE,
          WHITE_SPACE);

  private Roles() {}
}
