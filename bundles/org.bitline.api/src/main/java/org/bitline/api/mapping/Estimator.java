package org.bitline.api.mapping;

import java.util.Optional;
import java.util.Set;
import org.bitline.api.device.Footprint;
import org.bitline.api.workload.Operation;

/**
 * What operations cost on devices, as a run would price them: for one input of {@code
 * sequenceLength} tokens, with the densities that devices assume. Numbers that nobody knows count
 * as 0. Safe to use from several threads.
 *
 * <p>A run's totals follow from these: energy = joules of all operations + joules of all moves +
 * leakage watts of all {@link #holding holdings} × latency; area = the sum of the holdings' areas;
 * latency = what the scheduler makes of the jobs. A job occupies {@link Estimate#busy}, a move its
 * {@link Move#link}. One result that several operations of another device read moves there once; a
 * part of a matrix fetches only its rows' columns. Operations that name one weight, with the same
 * rows and columns, on one device, hold it once.
 */
public interface Estimator {

  /**
   * An operation, or a part of one, on a device that supports it.
   *
   * @throws IllegalArgumentException for an unknown device
   */
  Estimate estimate(Operation operation, String device, int copies);

  /**
   * Moving a whole result to another device.
   *
   * @return empty where no link joins the two: they must not exchange data
   */
  Optional<Move> move(Operation producer, String from, String to);

  /** Area and leakage of a device that holds so much; a device that is not used has neither. */
  Holding holding(String device, Footprint used);

  /**
   * One operation.
   *
   * @param latencySeconds from its first input token to its last result
   * @param firstResultSeconds from its first input token to that token's result
   * @param intervalSeconds between two tokens
   * @param joules of its activity, without leakage
   * @param busy what it occupies, with the device's name: {@code npu/array}
   * @param footprint what stays on the device
   * @param worstCellWrites writes of the most-written cell per inference
   */
  record Estimate(
      double latencySeconds,
      double firstResultSeconds,
      double intervalSeconds,
      double joules,
      Set<String> busy,
      Footprint footprint,
      double worstCellWrites) {}

  /** A transfer between two devices. */
  record Move(String link, double seconds, double joules) {}

  /** A device as it is provisioned. */
  record Holding(double squareMetres, double leakageWatts) {}
}
