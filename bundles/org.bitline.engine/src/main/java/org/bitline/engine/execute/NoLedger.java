package org.bitline.engine.execute;

import org.bitline.api.device.Ledger;

/** For operations whose activity nobody asks for. */
enum NoLedger implements Ledger {
  INSTANCE;

  @Override
  public void add(String component, String action, double amount) {}

  @Override
  public void max(String component, String action, double amount) {}

  @Override
  public void histogram(String component, String action, int bin, long count) {}
}
