package org.bitline.device.reram.cell;

/**
 * How the spread of an error depends on the conductance G, for a magnitude M and largest
 * conductance Gmax (CrossSim's generic devices, in siemens).
 */
public enum Law {
  /** M · Gmax. */
  INDEPENDENT,
  /** M · G. */
  PROPORTIONAL,
  /** M · Gmax² / G; an error is not defined at G = 0, where the conductance stays 0. */
  INVERSE;

  double spread(double magnitude, double maxSiemens, double siemens) {
    return switch (this) {
      case INDEPENDENT -> magnitude * maxSiemens;
      case PROPORTIONAL -> magnitude * siemens;
      case INVERSE -> siemens == 0 ? 0 : magnitude * maxSiemens * maxSiemens / siemens;
    };
  }
}
