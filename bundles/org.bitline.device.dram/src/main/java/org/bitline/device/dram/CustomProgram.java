package org.bitline.device.dram;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.device.dram.command.Command;
import org.bitline.device.dram.command.Program;
import org.bitline.device.dram.command.Step;
import org.bitline.device.dram.kernel.RegisterKernels;

/** The program of a product as a device model writes it, for any size. */
final class CustomProgram {

  private record Node(StepParameters step, Location at, List<Node> body) {}

  private final List<Node> nodes;

  /**
   * @param bind reads a step; refuses with its place
   */
  CustomProgram(List<Section> steps, Function<Section, StepParameters> bind) {
    this.nodes = nodes(steps, bind);
  }

  private static List<Node> nodes(List<Section> sections, Function<Section, StepParameters> bind) {
    List<Node> nodes = new ArrayList<>();
    for (Section section : sections) {
      StepParameters step = bind.apply(section);
      nodes.add(new Node(step, section.location(), nodes(step.steps(), bind)));
    }
    return nodes;
  }

  /**
   * The program of a product.
   *
   * @throws InputProblem where it multiplies more or fewer bursts than the product has
   */
  Program of(int inputTiles, int outputTiles, int vectors) {
    Sizes sizes = Sizes.of(inputTiles, outputTiles, vectors);
    Program program = new Program(steps(nodes, sizes));
    long needed = (long) RegisterKernels.TILE_MACS * inputTiles * outputTiles * vectors;
    if (program.count(Command.MAC) != needed) {
      throw new InputProblem(
          nodes.get(0).at(),
          "the program has "
              + program.count(Command.MAC)
              + " commands mac for "
              + sizes
              + ", and the product needs "
              + needed
              + ": 64 for each tile of inputs, tile of outputs and vector");
    }
    return program;
  }

  private static List<Step> steps(List<Node> nodes, Sizes sizes) {
    List<Step> steps = new ArrayList<>();
    for (Node node : nodes) {
      StepParameters step = node.step();
      if (step.command().isPresent()) {
        steps.add(
            new Step.Burst(
                step.command().get(),
                step.bank(),
                step.row(),
                sizes.value(step.column()),
                step.strides().stream().map(sizes::value).toList(),
                step.count(),
                step.fenceEvery()));
      } else {
        int times = sizes.value(step.repeat().orElseThrow());
        List<Step> body = steps(node.body(), sizes);
        // As many odd tiles as there are may be none.
        if (times > 0 && !body.isEmpty()) {
          steps.add(new Step.Loop(times, step.pattern(), body));
        }
      }
    }
    return steps;
  }

  /**
   * Commands of a program by what they move.
   *
   * @param macs bursts of weights
   * @param inputs writes to the registers of inputs, and other registers
   * @param modes writes that enter or leave PIM mode
   * @param arrayWrites writes of sums to the array
   */
  record Tally(long macs, long inputs, long modes, long arrayWrites) {

    private Tally plus(Tally other, long times) {
      return new Tally(
          macs + times * other.macs,
          inputs + times * other.inputs,
          modes + times * other.modes,
          arrayWrites + times * other.arrayWrites);
    }
  }

  /** Counts; parking, switching between single and all banks, and programming are left out. */
  static Tally tally(Optional<Program> program) {
    return program.map(p -> tally(p.steps())).orElse(new Tally(0, 0, 0, 0));
  }

  private static Tally tally(List<Step> steps) {
    Tally sum = new Tally(0, 0, 0, 0);
    for (Step step : steps) {
      if (step instanceof Step.Loop loop) {
        sum = sum.plus(tally(loop.body()), loop.count());
      } else if (step instanceof Step.Burst burst) {
        sum = sum.plus(one(burst), burst.count());
      }
    }
    return sum;
  }

  private static Tally one(Step.Burst burst) {
    if (burst.command() == Command.MAC) {
      return new Tally(1, 0, 0, 0);
    } else if (burst.command() != Command.WRITE) {
      return new Tally(0, 0, 0, 0);
    }
    return switch (RegisterKernels.target(burst.row(), burst.column())) {
      case INPUTS -> new Tally(0, 1, 0, 0);
      case MODE -> new Tally(0, 0, 1, 0);
      case SWITCH -> new Tally(0, 0, 0, 0);
      case ARRAY -> new Tally(0, 0, 0, 1);
    };
  }
}
