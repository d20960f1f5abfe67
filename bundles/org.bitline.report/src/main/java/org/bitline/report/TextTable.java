package org.bitline.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;

/** A table in characters: first column to the left, the others to the right, lines end with LF. */
final class TextTable {

  /** Stands for a character outside ASCII while the library draws: it writes the platform's set. */
  private static final char MARK = '\u0001';

  private TextTable() {}

  static String of(List<String> head, List<List<String>> rows) {
    StringBuilder unusual = new StringBuilder();
    Column[] columns = new Column[head.size()];
    for (int i = 0; i < columns.length; i++) {
      HorizontalAlign align = i == 0 ? HorizontalAlign.LEFT : HorizontalAlign.RIGHT;
      columns[i] =
          new Column()
              .header(marked(head.get(i), unusual))
              .headerAlign(align)
              .dataAlign(align)
              .maxWidth(Integer.MAX_VALUE);
    }
    Object[][] cells =
        rows.stream()
            .map(row -> row.stream().map(cell -> marked(cell, unusual)).toArray())
            .toArray(Object[][]::new);
    String drawn =
        AsciiTable.builder()
            .lineSeparator("\n")
            .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
            .data(columns, cells)
            .asString();
    return restored(drawn, unusual);
  }

  /** One line of ASCII; what is not ASCII is kept in {@code unusual}, in order. */
  private static String marked(String cell, StringBuilder unusual) {
    StringBuilder marked = new StringBuilder();
    for (char c : cell.toCharArray()) {
      if (c >= 127) {
        unusual.append(c);
        marked.append(MARK);
      } else {
        marked.append(c < ' ' ? ' ' : c);
      }
    }
    return marked.toString();
  }

  /** Cells are drawn in the order in which they were marked. */
  private static String restored(String drawn, StringBuilder unusual) {
    StringBuilder restored = new StringBuilder();
    int next = 0;
    for (char c : drawn.toCharArray()) {
      restored.append(c == MARK ? unusual.charAt(next++) : c);
    }
    return restored.toString();
  }
}
