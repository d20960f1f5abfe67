package org.bitline.engine.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;

/**
 * A fixed number of threads. Results come back in the order of the tasks. A task may fork parts,
 * which idle threads take.
 */
public final class Workers implements AutoCloseable {

  private final ForkJoinPool pool;

  public Workers(int threads) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    this.pool = new ForkJoinPool(threads, pool -> thread(pool, loader), null, false);
  }

  private static ForkJoinWorkerThread thread(ForkJoinPool pool, ClassLoader loader) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setName("bitline-worker");
    thread.setContextClassLoader(loader);
    return thread;
  }

  /** Runs all tasks; the first failure, in the tasks' order, is thrown as it is. */
  <T> List<T> all(List<? extends Callable<T>> tasks) {
    List<Future<T>> futures = new ArrayList<>();
    tasks.forEach(task -> futures.add(submit(task)));
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(get(future));
    }
    return results;
  }

  /** A failure is kept as it is; the pool would wrap it in a copy of itself. */
  private <T> Future<T> submit(Callable<T> task) {
    CompletableFuture<T> future = new CompletableFuture<>();
    pool.execute(
        () -> {
          try {
            future.complete(task.call());
          } catch (Throwable e) {
            future.completeExceptionally(e);
          }
        });
    return future;
  }

  private <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      pool.shutdownNow();
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
