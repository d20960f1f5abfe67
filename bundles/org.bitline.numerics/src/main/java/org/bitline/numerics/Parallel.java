package org.bitline.numerics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.function.IntConsumer;

/**
 * Parts of one work that do not depend on each other, on the threads of the fork-join pool that the
 * caller runs in, or on its own thread where there is no pool.
 */
public final class Parallel {

  private Parallel() {}

  /**
   * Does parts 0 to count − 1, in any order, and returns when all are done.
   *
   * @param part must give the same result in any order and on any thread
   */
  public static void range(int count, IntConsumer part) {
    if (count < 2
        || !ForkJoinTask.inForkJoinPool()
        || ForkJoinTask.getPool().getParallelism() < 2) {
      for (int i = 0; i < count; i++) {
        part.accept(i);
      }
      return;
    }
    List<RecursiveAction> actions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      actions.add(new Part(i, part));
    }
    ForkJoinTask.invokeAll(actions);
  }

  /**
   * Does 0 to count − 1 in runs of so many, each in order.
   *
   * @param work must give the same result in any order and on any thread
   */
  public static void runs(int count, int run, IntConsumer work) {
    range(
        (count + run - 1) / run,
        part -> {
          for (int i = part * run; i < Math.min(count, (part + 1) * run); i++) {
            work.accept(i);
          }
        });
  }

  /** One part. */
  private static final class Part extends RecursiveAction {

    private static final long serialVersionUID = 1;

    private final int number;
    private final transient IntConsumer work;

    Part(int number, IntConsumer work) {
      this.number = number;
      this.work = work;
    }

    @Override
    protected void compute() {
      work.accept(number);
    }
  }
}
