package org.bitline.device.dram;

import java.util.List;
import java.util.Optional;
import org.bitline.api.base.Section;
import org.bitline.api.unit.Param;
import org.bitline.device.dram.command.Command;

/**
 * One step of a program in a device model: a burst ({@code command}), or a loop ({@code repeat},
 * {@code steps}). Counts that depend on the product are texts: see {@link Sizes}.
 */
record StepParameters(
    @Param(doc = "What is done to each column of the burst; not for a loop.")
        Optional<Command> command,
    @Param(
            doc = "Bank; in all-bank mode 0 for all even ones, 1 for all odd ones.",
            byDefault = "0",
            min = 0,
            max = 63)
        int bank,
    @Param(doc = "Row of the first column.", byDefault = "0", min = 0) int row,
    @Param(doc = "First column, counted on into later rows.", byDefault = "0") String column,
    @Param(doc = "Columns per iteration of each loop around, outermost first; missing ones are 0.")
        List<String> strides,
    @Param(doc = "Columns of the burst.", byDefault = "1", min = 1) int count,
    @Param(
            doc = "A fence behind every so many commands and behind the last; 0 for none.",
            byDefault = "0",
            min = 0)
        int fenceEvery,
    @Param(doc = "Iterations of the loop; not for a burst.") Optional<String> repeat,
    @Param(
            doc =
                "Iterations after which columns stand in their rows as before, where open rows stay"
                    + " in use.",
            byDefault = "1",
            min = 1)
        int pattern,
    @Param(doc = "Steps of the loop, each like this one.") List<Section> steps) {

  StepParameters {
    if (command.isPresent() == repeat.isPresent()) {
      throw new IllegalArgumentException(
          "a step has either \"command\" (a burst) or \"repeat\" and \"steps\" (a loop)");
    }
    if (command.isPresent() && !command.get().inProgram()) {
      throw new IllegalArgumentException(
          "a program holds no "
              + command.get().name().toLowerCase(java.util.Locale.ROOT)
              + "; the controller issues it where it is needed");
    }
    if (repeat.isPresent() == steps.isEmpty()) {
      throw new IllegalArgumentException("a loop has \"repeat\" and at least one of \"steps\"");
    }
    for (String text : strides) {
      Sizes.check("strides", text);
    }
    Sizes.check("column", column);
    repeat.ifPresent(text -> Sizes.check("repeat", text));
  }
}
