package org.bitline.cost.reference;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.bitline.cost.FileComponentLibrary;
import org.bitline.cost.Sum;

/** The cost library as the cases ask it; what it refuses is a {@link Refusal}. */
record Prices(FileComponentLibrary library) {

  Component component(String name, Map<String, Object> set) {
    return asked(() -> library.component(name, set, new Location(name, ""), Path.of("")));
  }

  double value(String name, Map<String, Object> set, String what) {
    return asked(() -> library.value(name, set, what));
  }

  List<Sum.Term> breakdown(String name, Map<String, Object> set, Sum.Kind kind, String action) {
    return asked(() -> library.breakdown(name, set, kind, action));
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (InputProblem e) {
      throw new Refusal(e);
    }
  }
}
