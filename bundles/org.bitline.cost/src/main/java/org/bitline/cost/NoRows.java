package org.bitline.cost;

import java.util.List;

/** No rows beside those of the installation. */
record NoRows() implements ExtraRows {

  @Override
  public long version() {
    return 0;
  }

  @Override
  public List<RowSource> sources() {
    return List.of();
  }

  @Override
  public void close() {
    // Nothing is looked for.
  }
}
