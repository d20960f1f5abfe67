package org.bitline.device.dram.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.bitline.device.dram.command.Step.Burst;
import org.bitline.device.dram.kernel.BufferKernels;
import org.bitline.device.dram.kernel.BufferKernels.Chunks;
import org.bitline.device.dram.kernel.HostStreams;
import org.bitline.device.dram.kernel.RegisterKernels;
import org.bitline.device.dram.kernel.ReuseKernels;
import org.bitline.device.dram.kernel.Timings;
import org.junit.jupiter.api.Test;

/** Replay and steady state of the same programs, and what delays and refreshes must do to them. */
class EnginesTest {

  /** rl wl burst ccds ccdl mac rcdrd rcdwr rcdmac ras rp rc rrds rrdl rtp wr wtrs wtrl rtrs … */
  private static final int[] STOCK = {
    20, 8, 2, 2, 4, 0, 14, 10, 14, 33, 14, 47, 4, 6, 3, 16, 9, 9, 1, 0, 2, 0
  };

  private static final int[] AIM = {
    50, 6, 2, 2, 2, 0, 36, 28, 56, 54, 32, 89, 5, 6, 12, 33, 9, 11, 1, 32, 2, 6
  };

  private static Timings timings(int[] t) {
    return new Timings(
        t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], t[12], t[13],
        t[14], t[15], t[16], t[17], t[18], t[19], t[20], t[21]);
  }

  private static Machine hbm(int[] t, Refresh refresh, int faw, boolean allBankFree) {
    return new Machine(
        4,
        4,
        32,
        timings(t).constraints(),
        refresh,
        64,
        faw,
        allBankFree,
        2,
        false,
        RegisterKernels.modeSwitch(),
        false);
  }

  private static Machine hbm(Refresh refresh) {
    return hbm(STOCK, refresh, 0, true);
  }

  /** A channel without a mode switch, in all-bank mode from the start or never. */
  private static Machine plain(Refresh refresh, boolean allBank) {
    return new Machine(
        4,
        4,
        32,
        timings(STOCK).constraints(),
        refresh,
        64,
        0,
        true,
        2,
        allBank,
        Optional.empty(),
        false);
  }

  private static Machine aim(Refresh refresh) {
    return new Machine(
        4, 4, 64, timings(AIM).constraints(), refresh, 1, 0, true, 1, true, Optional.empty(), true);
  }

  private static Program kernel(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> RegisterKernels.elementwise(1 + random.nextInt(80), 1 + random.nextInt(2));
      case 1 ->
          RegisterKernels.gemvTree(
              1 + random.nextInt(9), 1 + random.nextInt(4), 1 + random.nextInt(5));
      default ->
          RegisterKernels.gemv(
              1 + random.nextInt(14), 1 + random.nextInt(7), 1 + random.nextInt(9));
    };
  }

  @Test
  void withoutRefreshTheSteadyStateIsTheReplayToTheCycleAndCommand() {
    Random random = new Random(3);
    for (int trial = 0; trial < 120; trial++) {
      int[] t = STOCK.clone();
      // Some delays longer; those of a group not shorter than those between groups.
      for (int i : new int[] {0, 4, 6, 7, 8, 9, 10, 11, 14, 15, 17}) {
        t[i] += random.nextInt(5);
      }
      t[9] += 5;
      t[11] += 10;
      Machine machine = hbm(t, Refresh.OFF, 0, true);
      Program program = kernel(random);
      assertEquals(
          new Replay(machine).run(program), new SteadyState(machine).run(program), "" + trial);
    }
  }

  @Test
  void hostStreamsAndReuseProgramsHaveSteadyStatesToo() {
    for (int bursts : new int[] {1, 17, 2000, 9216, 20011}) {
      Program stream = HostStreams.linear(Command.WRITE, 16, 32, 5, bursts);
      Machine machine = plain(Refresh.OFF, false);
      assertEquals(new Replay(machine).run(stream), new SteadyState(machine).run(stream));
    }
    for (ReuseKernels.Mode mode : ReuseKernels.Mode.values()) {
      Machine machine = plain(Refresh.OFF, mode == ReuseKernels.Mode.ALL_BANK);
      Program program = ReuseKernels.product(mode, 6, 5, 21, 8);
      assertEquals(
          new Replay(machine).run(program), new SteadyState(machine).run(program), "" + mode);
    }
    Program buffered = BufferKernels.reuse(new Chunks(150, 64), 9, 23, 2);
    assertEquals(
        new Replay(aim(Refresh.OFF)).run(buffered),
        new SteadyState(aim(Refresh.OFF)).run(buffered));
  }

  @Test
  void withRefreshTheSteadyStateIsWithinOnePercent() {
    Random random = new Random(4);
    Machine stock = hbm(Refresh.allBank(3900, 350));
    for (int trial = 0; trial < 40; trial++) {
      Program program =
          RegisterKernels.gemv(
              1 + random.nextInt(14), 1 + random.nextInt(7), 1 + random.nextInt(9));
      near(stock, program, 0.01);
    }
    near(
        plain(Refresh.allBank(3900, 350).blocking(), false),
        HostStreams.linear(Command.READ, 16, 32, 0, 30000),
        0.01);
    near(
        aim(Refresh.allBank(15658, 167).blocking()),
        BufferKernels.gemv(new Chunks(192, 64), 40, 4),
        0.01);
  }

  private static void near(Machine machine, Program program, double tolerance) {
    double exact = new Replay(machine).run(program).cycles();
    double ours = new SteadyState(machine).run(program).cycles();
    assertEquals(exact, ours, tolerance * exact);
  }

  @Test
  void withRefreshOfSingleBanksTheSteadyStateIsWithinOnePercentOverALongRun() {
    for (boolean blocks : new boolean[] {false, true}) {
      Refresh single = new Refresh(Refresh.Kind.PER_BANK, 244, 244, 160, blocks, 0);
      near(hbm(single), RegisterKernels.gemv(12, 6, 20), 0.01);
      near(hbm(single), RegisterKernels.gemv(3, 40, 8), 0.01);
      near(hbm(single), RegisterKernels.elementwise(900, 2), 0.01);
      for (ReuseKernels.Mode mode : ReuseKernels.Mode.values()) {
        Machine machine = plain(single, mode == ReuseKernels.Mode.ALL_BANK);
        near(machine, ReuseKernels.product(mode, 24, 12, 64, 8), 0.01);
      }
      near(aim(single), BufferKernels.gemv(new Chunks(192, 64), 40, 8), 0.01);
    }
    Refresh blocking = new Refresh(Refresh.Kind.PER_BANK, 244, 244, 160, true, 0);
    for (Command command : new Command[] {Command.READ, Command.WRITE}) {
      near(plain(blocking, false), HostStreams.linear(command, 16, 32, 0, 200_000), 0.01);
    }
  }

  @Test
  void rowsThatARefreshClosedAreCountedAsOftenAsTheReplayOpensThem() {
    List<Refresh> plans =
        List.of(
            Refresh.allBank(3900, 350), new Refresh(Refresh.Kind.PER_BANK, 244, 244, 160, true, 0));
    for (Refresh plan : plans) {
      Program program = RegisterKernels.gemv(12, 6, 20);
      Outcome replay = new Replay(hbm(plan)).run(program);
      Outcome steady = new SteadyState(hbm(plan)).run(program);
      Outcome without = new SteadyState(hbm(Refresh.OFF)).run(program);
      assertTrue(steady.bankActivations() > without.bankActivations(), plan + "");
      double activations = replay.bankActivations();
      assertEquals(activations, steady.bankActivations(), 0.01 * activations, plan + "");
      double refreshes = replay.count(Command.REFRESH);
      assertEquals(refreshes, steady.count(Command.REFRESH), 0.01 * refreshes + 1, plan + "");
      assertEquals(program.count(Command.MAC), steady.count(Command.MAC));
    }
  }

  @Test
  void refreshTakesItsShareAndIsCounted() {
    Program program = RegisterKernels.gemv(6, 3, 4);
    Outcome without = new Replay(hbm(Refresh.OFF)).run(program);
    Outcome with = new Replay(hbm(Refresh.allBank(3900, 350))).run(program);
    // PIMSimulator: 30017 cycles with seven refreshes.
    assertEquals(30017, with.cycles());
    assertEquals(7, with.count(Command.REFRESH));
    assertEquals(0, without.count(Command.REFRESH));
    assertTrue(with.cycles() - without.cycles() > 7 * 345);
    assertTrue(with.count(Command.ACTIVATE) > without.count(Command.ACTIVATE));
  }

  @Test
  void refreshOfSingleBanksStopsThoseAlone() {
    Refresh single = new Refresh(Refresh.Kind.PER_BANK, 244, 244, 160, true, 0);
    Program stream = HostStreams.linear(Command.READ, 16, 32, 0, 20000);
    long without = new Replay(plain(Refresh.OFF, false)).run(stream).cycles();
    Outcome with = new Replay(plain(single, false)).run(stream);
    assertEquals(with.cycles() / 244.0, with.count(Command.REFRESH), 2);
    // Sixteen blocks of 160 cycles an interval would take two thirds of one bank's time each.
    assertTrue(with.cycles() > without && with.cycles() < 1.7 * without, with + " of " + without);
  }

  /** Cycles with one delay grown step by step, and those that must not be below it. */
  private static void grows(int[] base, int i, Function<int[], Machine> machine, Program program) {
    grows(base, i, machine, program, 1);
  }

  private static void grows(
      int[] base, int i, Function<int[], Machine> machine, Program program, double least) {
    long before = 0;
    for (int more = 0; more < 24; more += 3) {
      int[] t = base.clone();
      t[i] += more;
      t[4] = Math.max(t[4], t[3]);
      t[9] = Math.max(t[9], Math.max(t[6], t[7]));
      t[11] = Math.max(t[11], t[9]);
      t[13] = Math.max(t[13], t[12]);
      t[17] = Math.max(t[17], t[16]);
      long cycles = new Replay(machine.apply(t)).run(program).cycles();
      assertTrue(
          cycles >= least * before, "delay " + i + " + " + more + ": " + cycles + " < " + before);
      before = cycles;
    }
  }

  private static Machine aim(int[] t) {
    return new Machine(
        4,
        4,
        64,
        timings(t).constraints(),
        Refresh.OFF,
        1,
        0,
        true,
        1,
        true,
        Optional.empty(),
        t[19] > 0);
  }

  private static Machine host(int[] t) {
    return new Machine(
        4,
        4,
        32,
        timings(t).constraints(),
        Refresh.OFF,
        64,
        0,
        true,
        1,
        false,
        Optional.empty(),
        false);
  }

  @Test
  void cyclesNeverFallWhenADelayGrows() {
    List<Program> programs =
        List.of(
            RegisterKernels.gemv(5, 2, 2),
            RegisterKernels.gemvTree(3, 1, 2),
            RegisterKernels.elementwise(9, 2));
    // All but wl, which shortens the way from a read to a write.
    int[] grown = {0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21};
    for (int i : grown) {
      for (Program program : programs) {
        grows(STOCK, i, t -> hbm(t, Refresh.OFF, 0, true), program);
      }
      grows(AIM, i, EnginesTest::aim, BufferKernels.gemv(new Chunks(150, 64), 3, 2));
      grows(AIM, i, EnginesTest::aim, BufferKernels.reuse(new Chunks(70, 64), 2, 5, 2));
      // What is first among 64 commands is not always best: a later one can end sooner.
      grows(STOCK, i, EnginesTest::host, HostStreams.linear(Command.READ, 16, 32, 5, 700), 0.995);
      grows(STOCK, i, EnginesTest::host, HostStreams.linear(Command.WRITE, 16, 32, 0, 700), 0.995);
    }
    long before = 0;
    for (int duration = 100; duration < 900; duration += 100) {
      long cycles =
          new SteadyState(hbm(Refresh.allBank(3900, duration)))
              .run(RegisterKernels.gemv(12, 3, 6))
              .cycles();
      assertTrue(cycles >= before, "tRFC " + duration);
      before = cycles;
    }
  }

  @Test
  void fourActivationsAWindowSlowHostsAndOnRequestAllBankCommands() {
    Program rows =
        new Program.Builder()
            .addAll(
                java.util.stream.IntStream.range(0, 16)
                    .mapToObj(b -> new Burst(Command.READ, b, 0, 0, List.of(), 1, 0))
                    .toList())
            .build();
    long free = new Replay(hbm(STOCK, Refresh.OFF, 0, true)).run(rows).cycles();
    long limited = new Replay(hbm(STOCK, Refresh.OFF, 40, true)).run(rows).cycles();
    // Activations 1, 5, 9, 13 are 40 cycles apart instead of at most 24.
    assertTrue(limited >= 3 * 40 + 14 && limited > free, free + " " + limited);
    Program gemv = RegisterKernels.gemv(4, 1, 2);
    long ignored = new Replay(hbm(STOCK, Refresh.OFF, 30, true)).run(gemv).cycles();
    long counted = new Replay(hbm(STOCK, Refresh.OFF, 30, false)).run(gemv).cycles();
    assertTrue(counted > ignored, counted + " " + ignored);
  }

  @Test
  void modesFollowTheirLawOfPrivateAndSharedOperands() {
    // With B units, m private loads and c = r m shared operands: B m + B c, B m + c, m + c, where
    // commands of single banks are tCCDS apart and those of all tCCDL.
    double[] cycles = new double[3];
    for (int r : new int[] {1, 8, 64, 256}) {
      for (ReuseKernels.Mode mode : ReuseKernels.Mode.values()) {
        Machine machine = plain(Refresh.OFF, mode == ReuseKernels.Mode.ALL_BANK);
        cycles[mode.ordinal()] =
            new SteadyState(machine).run(ReuseKernels.product(mode, 24, 4, r, r)).cycles();
      }
      double all = cycles[ReuseKernels.Mode.ALL_BANK.ordinal()];
      double bank = cycles[ReuseKernels.Mode.PER_BANK.ordinal()];
      double decoupled = cycles[ReuseKernels.Mode.DECOUPLED.ordinal()];
      assertTrue(all <= decoupled && decoupled <= bank, r + ": " + List.of(all, decoupled, bank));
      if (r == 256) {
        // Results are written bank by bank in both modes of single banks.
        assertEquals(1, all / decoupled, 0.06);
        assertEquals(8 * 2.0 / 4, bank / decoupled, 0.2);
      }
    }
  }

  @Test
  void commandsThatTheControllerIssuesAreRefusedInPrograms() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Burst(Command.ACTIVATE, 0, 0, 0, List.of(), 1, 0));
    assertTrue(refusal.getMessage().contains("a program holds no ACTIVATE"));
    assertThrows(IllegalArgumentException.class, () -> Refresh.allBank(300, 350));
  }

  @Test
  void aProgramCountsItsCommands() {
    Program program = RegisterKernels.gemv(6, 12, 1);
    // PIMSimulator, 768 x 768 on one channel: 4640 reads and 703 writes.
    assertEquals(4640, program.count(Command.READ) + program.count(Command.MAC));
    assertEquals(703, program.count(Command.WRITE));
    assertEquals(4640 + 703, program.commands());
  }
}
