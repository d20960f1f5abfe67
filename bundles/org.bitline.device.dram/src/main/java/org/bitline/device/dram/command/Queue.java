package org.bitline.device.dram.command;

/** The commands among which the controller chooses, oldest first. */
final class Queue {

  /** A command that waits. */
  static final class Entry {
    Command command;
    boolean needsRow;
    boolean fenced;
    int bank;
    long row;
    int column;
    long identity;

    private void copy(Entry other) {
      command = other.command;
      needsRow = other.needsRow;
      fenced = other.fenced;
      bank = other.bank;
      row = other.row;
      column = other.column;
      identity = other.identity;
    }
  }

  private final Entry[] entries;
  private final int window;
  private final int columns;
  private int head;
  private int size;

  Queue(int window, int columns) {
    this.window = window;
    this.columns = columns;
    this.entries = new Entry[2 * window];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = new Entry();
    }
  }

  Queue(Queue other) {
    this(other.window, other.columns);
    this.size = other.size;
    for (int i = 0; i < size; i++) {
      entries[i].copy(other.at(i));
    }
  }

  boolean full() {
    return size == window;
  }

  int size() {
    return size;
  }

  Entry at(int index) {
    return entries[head + index];
  }

  /** Adds the command that a stream stands at. */
  void add(Stream stream) {
    if (head + size == entries.length) {
      compact();
    }
    Entry entry = entries[head + size];
    Code.Commands next = stream.command();
    entry.command = next.command();
    entry.needsRow = next.command().needsRow();
    entry.bank = next.bank();
    entry.row = stream.column() / columns;
    entry.column = (int) (stream.column() % columns);
    entry.fenced = stream.fenced();
    entry.identity = stream.identity();
    size++;
  }

  private void compact() {
    for (int i = 0; i < size; i++) {
      Entry free = entries[i];
      entries[i] = entries[head + i];
      entries[head + i] = free;
    }
    head = 0;
  }

  void remove(int index) {
    Entry gone = at(index);
    for (int i = index; i > 0; i--) {
      entries[head + i] = entries[head + i - 1];
    }
    entries[head] = gone;
    head++;
    size--;
  }

  /** Whether an older command is for the same column. */
  boolean dependent(int index) {
    Entry entry = at(index);
    for (int i = 0; i < index; i++) {
      Entry older = at(i);
      if (older.bank == entry.bank
          && older.column == entry.column
          && older.row == entry.row
          && older.needsRow) {
        return true;
      }
    }
    return false;
  }

  /** Whether a command up to and including the first fence is for an open row of a bank. */
  boolean wants(int openBank, long openRow) {
    for (int i = 0; i < size; i++) {
      Entry entry = at(i);
      if (entry.bank == openBank && entry.row == openRow && entry.needsRow) {
        return true;
      }
      if (entry.fenced) {
        return false;
      }
    }
    return false;
  }
}
