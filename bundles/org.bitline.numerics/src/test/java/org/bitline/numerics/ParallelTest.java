package org.bitline.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ParallelTest {

  @Test
  void everyPartIsDoneOnce() throws Exception {
    AtomicIntegerArray outside = new AtomicIntegerArray(100);
    Parallel.range(100, outside::incrementAndGet);
    AtomicIntegerArray inside = new AtomicIntegerArray(100);
    ForkJoinPool pool = new ForkJoinPool(3);
    pool.submit(() -> Parallel.range(100, inside::incrementAndGet)).get();
    pool.shutdown();
    int[] ones = new int[100];
    java.util.Arrays.fill(ones, 1);
    for (AtomicIntegerArray done : new AtomicIntegerArray[] {outside, inside}) {
      int[] counts = new int[100];
      java.util.Arrays.setAll(counts, done::get);
      assertArrayEquals(ones, counts);
    }
  }

  @Test
  void runsCoverEverythingOnce() {
    for (int count : new int[] {0, 1, 15, 16, 17, 100}) {
      int[] done = new int[count];
      Parallel.runs(count, 16, i -> done[i]++);
      int[] ones = new int[count];
      java.util.Arrays.fill(ones, 1);
      assertArrayEquals(ones, done);
    }
  }

  @Test
  void partsOfAPoolRunOnItsThreads() throws Exception {
    // Each of two parts waits until the other has begun, so one thread alone would not end.
    CountDownLatch begun = new CountDownLatch(2);
    Set<String> threads = ConcurrentHashMap.newKeySet();
    ForkJoinPool pool = new ForkJoinPool(2);
    ForkJoinTask<?> all =
        pool.submit(
            () ->
                Parallel.range(
                    2,
                    i -> {
                      begun.countDown();
                      try {
                        begun.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      threads.add(Thread.currentThread().getName());
                    }));
    all.get(60, java.util.concurrent.TimeUnit.SECONDS);
    pool.shutdown();
    assertEquals(2, threads.size());
  }

  @Test
  void aFailureIsTheCallers() {
    assertThrows(
        ArithmeticException.class,
        () ->
            Parallel.range(
                3,
                i -> {
                  throw new ArithmeticException("part " + i);
                }));
  }
}
