package org.bitline.api.workload;

/**
 * A static change of graph and weights, made before anything is mapped; one OSGi service per kind.
 *
 * @param <P> its parameters: the members of its entry in {@code transforms} beside {@code id}
 */
public interface Transform<P extends Record> {

  /** The name in {@code transforms[].id}. */
  String id();

  Class<P> parameters();

  /** The changed workload; the one given is left as it is. */
  Workload apply(P parameters, Workload workload);
}
