package org.bitline.device.dram.command;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * A channel's controller: at most one command a cycle, chosen among the oldest {@link
 * Machine#window} commands of the program.
 *
 * <p>In every cycle, in this order: a mode switch by the last command takes effect; a refresh that
 * is due goes first; else the oldest command whose row is open, unless a fence or an older access
 * to the same column is before it; else an activation for the oldest command whose bank is closed,
 * up to the first fence that is not at the head; else a precharge, round robin, of a bank whose
 * open row no command up to the first fence wants. Then one command of the program enters. Cycles
 * in which nothing can happen are left out.
 *
 * <p>Source: the semantics of the controller of SAITPublic/PIMSimulator b464dde as described for
 * the reference cases of family {@code dram}. A window of 1 gives the in-order channel of
 * GDDR6-AiM.
 */
final class Controller {

  private static final long CLOSED = -1;
  private static final long NEVER = Long.MAX_VALUE / 2;

  final Machine machine;
  final Stream stream;
  private final Queue queue;
  private final Delays delays;
  private final ActivationWindow window;
  private final long[] openRow;

  /** Commands issued, by ordinal, and last the banks that were activated. */
  private final long[] counts = new long[Command.values().length + 1];

  private final Refresher refresher;
  private final ModeState mode;
  private Stream.Observer observer = Stream.Observer.NONE;
  private final int[] completion;
  private long openBanks;
  private int nextBank;
  private boolean registerMode;
  private long now;
  private long wake;
  private long end;

  Controller(Machine machine, Program program) {
    this.machine = machine;
    this.stream = new Stream(new Code(program, machine.columns()));
    this.queue = new Queue(machine.window(), machine.columns());
    this.delays = new Delays(machine);
    this.window = new ActivationWindow(machine.activationWindow());
    this.openRow = new long[machine.banks()];
    Arrays.fill(openRow, CLOSED);
    this.refresher = new Refresher(machine.refresh());
    this.mode = new ModeState(machine);
    this.completion = machine.constraints().completion().stream().mapToInt(c -> c).toArray();
  }

  Controller(Controller other) {
    this.machine = other.machine;
    this.stream = new Stream(other.stream);
    this.queue = new Queue(other.queue);
    this.delays = new Delays(other.delays);
    this.window = new ActivationWindow(other.window);
    this.openRow = other.openRow.clone();
    System.arraycopy(other.counts, 0, counts, 0, counts.length);
    this.refresher = new Refresher(other.refresher);
    this.mode = new ModeState(other.mode);
    this.completion = other.completion;
    this.openBanks = other.openBanks;
    this.nextBank = other.nextBank;
    this.registerMode = other.registerMode;
    this.now = other.now;
    this.end = other.end;
  }

  void observe(Stream.Observer other) {
    observer = other;
  }

  Refresher refresher() {
    return refresher;
  }

  long now() {
    return now;
  }

  boolean done() {
    return queue.size() == 0 && stream.ended();
  }

  /** Runs to the end. */
  void run() {
    while (!done()) {
      step();
    }
  }

  /** One cycle in which something can happen, and the time up to the next. */
  void step() {
    mode.settle();
    wake = NEVER;
    boolean issued = refresh() || column() || activate() || precharge();
    boolean entered = false;
    if (!queue.full() && stream.settle(observer)) {
      queue.add(stream);
      stream.advance();
      entered = true;
    }
    now = issued || entered ? now + 1 : Math.max(now + 1, Math.min(wake, refresher.next()));
  }

  private boolean legal(Command command, int bank) {
    long ready = delays.of(command, bank);
    if (command == Command.ACTIVATE && limited()) {
      ready = Math.max(ready, window.ready());
    }
    if (ready > now) {
      wake = Math.min(wake, ready);
      return false;
    }
    return true;
  }

  private boolean limited() {
    return !(mode.allBank() && machine.allBankIgnoresWindow());
  }

  private boolean refresh() {
    if (refresher.idleSlot(now)) {
      return true;
    }
    if (!refresher.pending(now)) {
      return false;
    }
    boolean open = false;
    for (int b = 0; b < openRow.length; b++) {
      if (openRow[b] != CLOSED && refresher.concerns(b, machine, mode.allBank())) {
        open = true;
        if (legal(Command.PRECHARGE, b)) {
          close(b);
          return true;
        }
      }
    }
    if (open) {
      return false;
    }
    for (int b = 0; b < openRow.length; b++) {
      if (refresher.concerns(b, machine, mode.allBank())) {
        delays.block(Command.ACTIVATE, b, now + machine.refresh().duration());
      }
    }
    refresher.done(machine.banks());
    counts[Command.REFRESH.ordinal()]++;
    return true;
  }

  private boolean column() {
    for (int i = 0; i < queue.size(); i++) {
      Queue.Entry entry = queue.at(i);
      if (entry.fenced && i > 0) {
        return false;
      }
      if (!entry.needsRow || registerMode || hit(entry)) {
        if (machine.registerModes() && entry.needsRow == registerMode) {
          return i == 0 && changeMode();
        }
        if (legal(entry.command, entry.bank) && !queue.dependent(i)) {
          issue(entry.command, entry.bank, 0);
          end = Math.max(end, now + completion[entry.command.ordinal()]);
          queue.remove(i);
          return true;
        }
      }
      if (entry.fenced) {
        return false;
      }
    }
    return false;
  }

  private boolean hit(Queue.Entry entry) {
    return openRow[entry.bank] == entry.row;
  }

  private boolean changeMode() {
    if (!legal(Command.MODE, 0)) {
      return false;
    }
    registerMode = !registerMode;
    issue(Command.MODE, 0, 0);
    return true;
  }

  private void issue(Command command, int bank, long extra) {
    delays.issue(command, bank, now, extra);
    counts[command.ordinal()]++;
  }

  private boolean activate() {
    if (registerMode || machine.refresh().blocks() && refresher.waiting()) {
      return false;
    }
    for (int i = 0; i < queue.size(); i++) {
      Queue.Entry entry = queue.at(i);
      if (i > 0 && entry.fenced) {
        return false;
      }
      if (entry.needsRow
          && openRow[entry.bank] == CLOSED
          && mode.mayActivate(entry.bank)
          && legal(Command.ACTIVATE, entry.bank)) {
        open(entry.bank, entry.row);
        return true;
      }
    }
    return false;
  }

  private void open(int bank, long row) {
    openRow[bank] = row;
    openBanks |= 1L << bank;
    int width = machine.width(mode.allBank());
    long last = limited() ? window.add(now, width) : 0;
    counts[counts.length - 1] += width;
    issue(Command.ACTIVATE, bank, last);
    mode.activated(bank, row);
  }

  private boolean precharge() {
    if (registerMode) {
      return false;
    }
    long later = openBanks & (-1L << nextBank);
    return precharge(later) || precharge(openBanks & ~later);
  }

  private boolean precharge(long banks) {
    for (long rest = banks; rest != 0; rest &= rest - 1) {
      int bank = Long.numberOfTrailingZeros(rest);
      if (!queue.wants(bank, openRow[bank]) && legal(Command.PRECHARGE, bank)) {
        nextBank = bank;
        close(bank);
        return true;
      }
    }
    return false;
  }

  private void close(int bank) {
    mode.closed(bank, openRow[bank]);
    openRow[bank] = CLOSED;
    openBanks &= ~(1L << bank);
    issue(Command.PRECHARGE, bank, 0);
  }

  Outcome outcome() {
    Map<Command, Long> map = new EnumMap<>(Command.class);
    for (Command command : Command.values()) {
      if (counts[command.ordinal()] > 0) {
        map.put(command, counts[command.ordinal()]);
      }
    }
    return new Outcome(Math.max(end, now), map, counts[counts.length - 1]);
  }

  /** So many refreshes were due that were not replayed. */
  void refreshed(long due, RefreshCost.Each each) {
    shift(Math.round(due * each.cycles()));
    for (int i = 0; i < counts.length; i++) {
      counts[i] += Math.round(due * each.counts()[i]);
    }
  }

  /** Moves all times, the due refreshes left where they are. */
  void shift(long by) {
    now += by;
    end += by;
    delays.shift(by);
    window.shift(by);
  }

  /** The state as it matters for what comes, at the head of an iteration. */
  Snapshot snapshot(int iteration) {
    int fixed = 4 + openRow.length;
    long[] state = new long[fixed + delays.size() + window.size() + 2 * queue.size()];
    state[0] = queue.size();
    state[1] = nextBank;
    state[2] = mode.signature();
    state[3] = registerMode ? 1 : 0;
    for (int b = 0; b < openRow.length; b++) {
      state[4 + b] = openRow[b] == CLOSED ? 0 : 1;
    }
    delays.write(now, state, fixed);
    window.write(now, state, fixed + delays.size());
    int at = fixed + delays.size() + window.size();
    long[] rows = Arrays.copyOf(openRow, openRow.length + queue.size());
    for (int i = 0; i < queue.size(); i++) {
      state[at + 2 * i] = queue.at(i).identity;
      state[at + 2 * i + 1] = hit(queue.at(i)) ? 1 : 0;
      rows[openRow.length + i] = queue.at(i).row;
    }
    return new Snapshot(iteration, now, state, rows, counts.clone());
  }

  /** Lets what passes from a state that equals the present one to its return pass so many times. */
  void repeat(Repetition repetition, long times) {
    shift(times * repetition.cycles());
    for (int i = 0; i < counts.length; i++) {
      counts[i] += times * repetition.counts()[i];
    }
    for (int b = 0; b < openRow.length; b++) {
      openRow[b] += times * repetition.rows()[b];
    }
    for (int i = 0; i < queue.size(); i++) {
      queue.at(i).row += times * repetition.rows()[openRow.length + i];
    }
  }
}
