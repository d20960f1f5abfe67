package org.bitline.device.dram.command;

import java.util.Optional;

/**
 * One channel as its controller sees it.
 *
 * @param groups bank groups
 * @param banksPerGroup banks of each; bank b belongs to group b / banksPerGroup
 * @param columns bursts of a row
 * @param constraints delays between commands
 * @param refresh when rows are refreshed
 * @param window commands among which the controller chooses; 1: strictly in order
 * @param activationWindow tFAW: cycles in which at most four banks are activated; 0 for no limit
 * @param allBankIgnoresWindow whether an activation of many banks at once is free of tFAW; if not,
 *     it proceeds four banks per window
 * @param groupedNumbers in all-bank mode, how many bank numbers address all banks between them: 2
 *     for even and odd banks, 1 for all at once
 * @param startsAllBank whether the channel is in all-bank mode from the start
 * @param modeSwitch how a program enters and leaves all-bank mode, where it does
 * @param registerModes whether register commands need a mode of their own
 */
public record Machine(
    int groups,
    int banksPerGroup,
    int columns,
    Constraints constraints,
    Refresh refresh,
    int window,
    int activationWindow,
    boolean allBankIgnoresWindow,
    int groupedNumbers,
    boolean startsAllBank,
    Optional<ModeSwitch> modeSwitch,
    boolean registerModes) {

  /**
   * All-bank mode is entered when {@code enterRow} has been activated in every bank of {@code
   * enterBanks}, and left when {@code leaveRow} has been closed in every bank of {@code
   * leaveBanks}; both take effect in the next cycle.
   *
   * @param enterBanks one bit per bank
   * @param leaveBanks one bit per bank
   */
  public record ModeSwitch(int enterRow, long enterBanks, int leaveRow, long leaveBanks) {}

  public Machine {
    if (groups < 1 || banksPerGroup < 1 || columns < 1 || window < 1 || activationWindow < 0) {
      throw new IllegalArgumentException(
          "a channel has at least one bank group, bank, column and queued command");
    }
    if (groups * banksPerGroup > Long.SIZE) {
      throw new IllegalArgumentException(
          "a channel has at most 64 banks, not " + groups * banksPerGroup);
    }
    if (groupedNumbers < 1 || groups * banksPerGroup % groupedNumbers != 0) {
      throw new IllegalArgumentException(
          groupedNumbers + " bank numbers cannot address " + groups * banksPerGroup + " banks");
    }
  }

  public int banks() {
    return groups * banksPerGroup;
  }

  /** The same channel with another refresh. */
  public Machine with(Refresh other) {
    return new Machine(
        groups,
        banksPerGroup,
        columns,
        constraints,
        other,
        window,
        activationWindow,
        allBankIgnoresWindow,
        groupedNumbers,
        startsAllBank,
        modeSwitch,
        registerModes);
  }

  /** Banks that one activation opens. */
  int width(boolean allBank) {
    return allBank ? banks() / groupedNumbers : 1;
  }
}
