package org.bitline.device.reram.wire;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.interfaces.linsol.LinearSolverSparse;
import org.ejml.ops.DConvertMatrixStruct;
import org.ejml.sparse.FillReducing;
import org.ejml.sparse.csc.factory.LinearSolverFactory_DSCC;

/** A resistor network, solved by EJML's sparse LU decomposition: the independent check. */
final class Nodal {

  private final DMatrixSparseTriplet a;
  private final DMatrixRMaj b;

  Nodal(int nodes) {
    a = new DMatrixSparseTriplet(nodes, nodes, 8 * nodes);
    b = new DMatrixRMaj(nodes, 1);
  }

  /** A resistor between two nodes; −1 is a node at 0 V. */
  void connect(int i, int j, double conductance) {
    if (i >= 0) {
      a.addItem(i, i, conductance);
    }
    if (j >= 0) {
      a.addItem(j, j, conductance);
    }
    if (i >= 0 && j >= 0) {
      a.addItem(i, j, -conductance);
      a.addItem(j, i, -conductance);
    }
  }

  /** A resistor from a node to a source. */
  void drive(int i, double conductance, double voltage) {
    a.addItem(i, i, conductance);
    b.add(i, 0, conductance * voltage);
  }

  /** A resistor in series with a voltage source between two nodes: i is raised by it. */
  void drop(int i, int j, double conductance, double voltage) {
    connect(i, j, conductance);
    b.add(i, 0, conductance * voltage);
    b.add(j, 0, -conductance * voltage);
  }

  double[] solve() {
    DMatrixSparseCSC columns = DConvertMatrixStruct.convert(a, (DMatrixSparseCSC) null);
    columns.sortIndices(null);
    org.ejml.sparse.csc.CommonOps_DSCC.duplicatesAdd(columns, null);
    LinearSolverSparse<DMatrixSparseCSC, DMatrixRMaj> solver =
        LinearSolverFactory_DSCC.lu(FillReducing.NONE);
    if (!solver.setA(columns)) {
      throw new AssertionError("singular network");
    }
    DMatrixRMaj x = new DMatrixRMaj(b.numRows, 1);
    solver.solve(b, x);
    return x.getData();
  }
}
