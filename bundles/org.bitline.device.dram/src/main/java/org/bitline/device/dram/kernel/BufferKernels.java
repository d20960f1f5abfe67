package org.bitline.device.dram.kernel;

import static org.bitline.device.dram.command.Command.BIAS_WRITE;
import static org.bitline.device.dram.command.Command.BUFFER_WRITE;
import static org.bitline.device.dram.command.Command.MAC;
import static org.bitline.device.dram.command.Command.RESULT_READ;

import java.util.List;
import org.bitline.device.dram.command.Command;
import org.bitline.device.dram.command.Program;
import org.bitline.device.dram.command.Step;
import org.bitline.device.dram.command.Step.Burst;

/**
 * Kernels of units that read their inputs from one buffer of the channel, a unit per bank with an
 * adder tree: GDDR6-AiM and what is like it. One output per bank; a group of outputs has one row
 * per chunk of inputs, a chunk being what the buffer and a row hold.
 *
 * <p>Source: the instruction streams that arkhadem/aim_simulator 0f28a07 was given for the
 * reference cases of family {@code dram}. Deviation of {@link #reuse}: no published kernel does it.
 */
public final class BufferKernels {

  private BufferKernels() {}

  /**
   * The inputs of a product in bursts.
   *
   * @param bursts of one vector, at least 1
   * @param buffer bursts that the buffer, and a row, hold
   */
  public record Chunks(int bursts, int buffer) {

    int full() {
      return bursts / buffer;
    }

    int rest() {
      return bursts % buffer;
    }

    /** Chunks of a vector, the last one perhaps not full. */
    public int count() {
      return full() + (rest() > 0 ? 1 : 0);
    }
  }

  /**
   * Products of a matrix with one vector after another; every vector reads all weights.
   *
   * @param groups of outputs, one output per bank of this channel
   * @param vectors of each
   */
  public static Program gemv(Chunks chunks, int groups, int vectors) {
    Program.Builder program = new Program.Builder();
    boolean stays = chunks.count() == 1;
    program.begin();
    if (stays) {
      // The buffer keeps the vector for the other groups.
      group(program, chunks, 0, true, List.of());
      program.begin();
      group(program, chunks, chunks.buffer(), false, List.of(0, chunks.buffer()));
      program.end(groups - 1, 1);
    } else {
      program.begin();
      group(program, chunks, 0, true, List.of(0, chunks.buffer() * chunks.count()));
      program.end(groups, 1);
    }
    return program.end(vectors, 1).build();
  }

  private static void group(
      Program.Builder program, Chunks chunks, int column, boolean load, List<Integer> strides) {
    program.add(register(BIAS_WRITE, 1));
    if (chunks.full() > 0) {
      program.begin();
      List<Integer> inner = new java.util.ArrayList<>(strides);
      while (inner.size() < 2) {
        inner.add(0);
      }
      inner.add(chunks.buffer());
      chunk(program, chunks.buffer(), column, load, inner);
      program.end(chunks.full(), 1);
    }
    if (chunks.rest() > 0) {
      chunk(program, chunks.rest(), column + chunks.full() * chunks.buffer(), load, strides);
    }
    program.add(register(RESULT_READ, 1));
  }

  private static void chunk(
      Program.Builder program, int bursts, int column, boolean load, List<Integer> strides) {
    if (load) {
      program.add(register(BUFFER_WRITE, bursts));
    }
    program.add(new Burst(MAC, 0, 0, column, strides, bursts, 0));
  }

  private static Step register(Command command, int count) {
    return new Burst(command, 0, 0, 0, List.of(), count, 0);
  }

  /**
   * Products of a matrix with many vectors that share every opened row: for each group and chunk
   * the vectors follow one another, {@code together} at a time in buffer and accumulators. Sums of
   * chunks are read apart and added by the host.
   *
   * @param together vectors whose inputs and sums the units hold at once
   */
  public static Program reuse(Chunks chunks, int groups, int vectors, int together) {
    Program.Builder program = new Program.Builder();
    program.begin();
    if (chunks.full() > 0) {
      program.begin();
      List<Integer> strides = List.of(chunks.buffer() * chunks.count(), chunks.buffer());
      row(program, chunks.buffer(), 0, strides, vectors, together);
      program.end(chunks.full(), 1);
    }
    if (chunks.rest() > 0) {
      List<Integer> strides = List.of(chunks.buffer() * chunks.count());
      row(program, chunks.rest(), chunks.full() * chunks.buffer(), strides, vectors, together);
    }
    return program.end(groups, 1).build();
  }

  private static void row(
      Program.Builder program,
      int bursts,
      int column,
      List<Integer> strides,
      int vectors,
      int together) {
    program.begin();
    some(program, bursts, column, strides, together);
    program.end(vectors / together, 1);
    if (vectors % together > 0) {
      some(program, bursts, column, strides, vectors % together);
    }
  }

  private static void some(
      Program.Builder program, int bursts, int column, List<Integer> strides, int vectors) {
    program.add(register(BIAS_WRITE, vectors));
    program.add(register(BUFFER_WRITE, vectors * bursts));
    for (int v = 0; v < vectors; v++) {
      program.add(new Burst(MAC, 0, 0, column, strides, bursts, 0));
    }
    program.add(register(RESULT_READ, vectors));
  }
}
