package org.bitline.cost;

import java.util.List;

/** Rows beside those of the installation, which come and go. */
interface ExtraRows {

  /** Another number each time when rows have come or gone. */
  long version();

  List<RowSource> sources();

  /** Looks for no more rows. */
  void close();
}
