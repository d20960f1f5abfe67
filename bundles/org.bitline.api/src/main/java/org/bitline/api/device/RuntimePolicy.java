package org.bitline.api.device;

import java.util.List;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Selection;
import org.bitline.api.workload.Operation;

/**
 * A choice that depends on the data (skip, keep, exit); one OSGi service per kind.
 *
 * @param <P> its parameters: the members of its entry in {@code policies} beside {@code id}
 */
public interface RuntimePolicy<P extends Record> {

  /** The name in {@code policies[].id}. */
  String id();

  Class<P> parameters();

  Instance create(P parameters);

  /** A policy with its parameters. Safe to use from several threads. */
  @FunctionalInterface
  interface Instance {

    /** The rows of the operation's result that are to be computed. */
    Selection select(Operation operation, List<Block> inputs);
  }
}
