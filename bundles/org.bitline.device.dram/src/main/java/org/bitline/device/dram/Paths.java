package org.bitline.device.dram;

import org.bitline.device.dram.DramPimParameters.Level;

/** The components that bits pass on their way. */
final class Paths {

  private Paths() {}

  /** Between the cells of a bank and the host. */
  static void host(double bits, Amounts amounts) {
    amounts.add(Roles.COLUMN_PATH, "transfer", bits);
    amounts.add(Roles.GLOBAL_IO, "transfer", bits);
    amounts.add(Roles.TSV, "transfer", bits);
    amounts.add(Roles.IO, "transfer", bits);
  }

  /**
   * From the host to every unit of a channel at once: the global wires to each bank group, the
   * column path to each unit.
   */
  static void broadcast(double bits, int groups, int units, Amounts amounts) {
    amounts.add(Roles.IO, "transfer", bits);
    amounts.add(Roles.TSV, "transfer", bits);
    amounts.add(Roles.GLOBAL_IO, "transfer", bits * groups);
    amounts.add(Roles.COLUMN_PATH, "transfer", bits * units);
  }

  /** Between the cells and a unit at a level: the further out, the more wires. */
  static void inside(double bits, Level level, Amounts amounts) {
    amounts.add(Roles.COLUMN_PATH, "transfer", level == Level.BANK ? 0 : bits);
    amounts.add(
        Roles.GLOBAL_IO, "transfer", level == Level.BANK || level == Level.BANK_GROUP ? 0 : bits);
    amounts.add(Roles.TSV, "transfer", level == Level.CHANNEL ? bits : 0);
    amounts.add(Roles.IO, "transfer", level == Level.CHANNEL ? bits : 0);
  }

  /** Between the host and a unit at a level. */
  static void outside(double bits, Level level, Amounts amounts) {
    amounts.add(Roles.COLUMN_PATH, "transfer", level == Level.BANK ? bits : 0);
    amounts.add(
        Roles.GLOBAL_IO, "transfer", level == Level.BANK || level == Level.BANK_GROUP ? bits : 0);
    amounts.add(Roles.TSV, "transfer", level == Level.CHANNEL ? 0 : bits);
    amounts.add(Roles.IO, "transfer", level == Level.CHANNEL ? 0 : bits);
  }
}
