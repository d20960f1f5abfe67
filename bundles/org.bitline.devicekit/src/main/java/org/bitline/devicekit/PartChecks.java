package org.bitline.devicekit;

import java.util.Map;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation.StaticMatmul;

/** Parts of a static product against the whole. */
final class PartChecks {

  private final Device device;
  private final Options options;
  private final Cases cases;
  private final Findings findings;

  PartChecks(Device device, Options options, Cases cases, Findings findings) {
    this.device = device;
    this.options = options;
    this.cases = cases;
    this.findings = findings;
  }

  void check() {
    Range rows = Range.all(options.inputs());
    Range columns = Range.all(options.outputs());
    Case whole = cases.product();
    float[] expected = run(whole).data();
    // Cut where no natural tile ends.
    int column = options.outputs() / 2 + (options.outputs() > 2 ? 1 : 0);
    int row = options.inputs() / 2 + (options.inputs() > 2 ? 1 : 0);
    StaticMatmul left = cases.part(rows, new Range(0, column));
    StaticMatmul right = cases.part(rows, new Range(column, columns.to()));
    compare(
        "column parts", beside(run(left), run(right)), expected, options.columnTolerance(), whole);
    StaticMatmul upper = cases.part(new Range(0, row), columns);
    StaticMatmul lower = cases.part(new Range(row, rows.to()), columns);
    compare("row parts", sum(run(upper), run(lower)), expected, options.rowTolerance(), whole);
    footprints(whole, left, right);
    footprints(whole, upper, lower);
  }

  private Block run(StaticMatmul part) {
    return run(cases.product().with(part));
  }

  private Block run(Case test) {
    return RunChecks.run(
        RunChecks.ready(device, test.operation(), cases), test, new RecordingLedger());
  }

  private static float[] beside(Block left, Block right) {
    int columns = left.columns() + right.columns();
    float[] data = new float[left.rows() * columns];
    for (int r = 0; r < left.rows(); r++) {
      System.arraycopy(left.data(), r * left.columns(), data, r * columns, left.columns());
      System.arraycopy(
          right.data(), r * right.columns(), data, r * columns + left.columns(), right.columns());
    }
    return data;
  }

  private static float[] sum(Block upper, Block lower) {
    float[] data = upper.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] += lower.data()[i];
    }
    return data;
  }

  private void compare(String what, float[] parts, float[] whole, double tolerance, Case test) {
    double difference = Blocks.difference(parts, whole) / Blocks.largest(whole);
    findings.check(
        difference <= tolerance,
        test,
        "two %s differ from the whole by %s of its largest element, allowed is %s"
            .formatted(what, difference, tolerance));
  }

  private void footprints(Case whole, StaticMatmul one, StaticMatmul other) {
    Footprint all = device.footprint(whole.operation());
    Footprint parts = device.footprint(one).plus(device.footprint(other));
    for (Map.Entry<String, Long> resource : all.amounts().entrySet()) {
      findings.check(
          parts.of(resource.getKey()) >= resource.getValue(),
          whole,
          "two parts take "
              + parts.of(resource.getKey())
              + " "
              + resource.getKey()
              + ", less than the whole's "
              + resource.getValue());
    }
    findings.check(
        parts.amounts().keySet().equals(all.amounts().keySet()),
        whole,
        "its parts take " + parts.amounts().keySet() + ", the whole " + all.amounts().keySet());
  }
}
