package org.bitline.device.dram.command;

import org.bitline.device.dram.command.Code.Begin;
import org.bitline.device.dram.command.Code.Commands;
import org.bitline.device.dram.command.Code.End;
import org.bitline.device.dram.command.Code.Instruction;

/** Goes through the commands of a program in order. */
final class Stream {

  /** Told where loops begin, repeat and end, before the next command is taken. */
  interface Observer {

    /** Listens to nothing. */
    Observer NONE =
        new Observer() {
          @Override
          public void begun(int loop) {}

          @Override
          public void repeats(int loop) {}

          @Override
          public void left(int loop, int depth) {}
        };

    /** The first iteration of the loop that begins at this instruction is next. */
    void begun(int loop);

    /** Another iteration is next. */
    void repeats(int loop);

    /** What follows the loop is next. */
    void left(int loop, int depth);
  }

  private static final int ENDLESS = Integer.MAX_VALUE / 2;

  final Code code;
  private final int[] index;
  private int endless = -1;
  private int at;
  private int done;
  private long column;
  private Commands commands;

  Stream(Code code) {
    this.code = code;
    this.index = new int[code.deepest()];
  }

  Stream(Stream other) {
    this.code = other.code;
    this.index = other.index.clone();
    this.endless = other.endless;
    this.at = other.at;
    this.done = other.done;
    this.column = other.column;
    this.commands = other.commands;
  }

  /** Moves to the next command; false where there is none. */
  boolean settle(Observer observer) {
    if (done > 0) {
      return true;
    }
    while (at < code.instructions.length) {
      Instruction next = code.instructions[at];
      if (next instanceof Commands found) {
        commands = found;
        column = first(found);
        return true;
      } else if (next instanceof Begin begin) {
        index[begin.depth()] = 0;
        observer.begun(at);
        at++;
      } else if (next instanceof End end) {
        end(end, observer);
      }
    }
    return false;
  }

  private void end(End end, Observer observer) {
    int depth = end.depth();
    index[depth]++;
    if (index[depth] < count(end.begin())) {
      // First the place, for the observer may copy this.
      at = end.begin() + 1;
      observer.repeats(end.begin());
    }
    if (index[depth] >= count(end.begin())) {
      at = loop(end.begin()).end() + 1;
      observer.left(end.begin(), depth);
    }
  }

  private long first(Commands commands) {
    long first = commands.first();
    for (int d = 0; d < commands.strides().length; d++) {
      first += (long) commands.strides()[d] * index[d];
    }
    return first;
  }

  /** Whether all commands have been taken. */
  boolean ended() {
    return at == code.instructions.length;
  }

  /** The command that {@link #settle} found. */
  Commands command() {
    return commands;
  }

  /** Its column, rows counted in. */
  long column() {
    return column;
  }

  /** Whether a fence stands behind it. */
  boolean fenced() {
    int every = commands.fenceEvery();
    return every > 0 && (done + 1 == commands.count() || (done + 1) % every == 0);
  }

  /** The same number for the same command of every iteration. */
  long identity() {
    return ((long) at << 32) | done;
  }

  /** Takes the command. */
  void advance() {
    done++;
    column++;
    if (done == commands.count()) {
      done = 0;
      at++;
    }
  }

  Begin loop(int loop) {
    return (Begin) code.instructions[loop];
  }

  /** The iteration that a loop is in. */
  int iteration(int loop) {
    return index[loop(loop).depth()];
  }

  /** Iterations that a loop has. */
  int count(int loop) {
    return loop == endless ? ENDLESS : loop(loop).count();
  }

  /** Leaves out iterations. */
  void skip(int loop, int iterations) {
    index[loop(loop).depth()] += iterations;
  }

  /** Makes a loop never end. */
  void repeatForever(int loop) {
    endless = loop;
  }
}
