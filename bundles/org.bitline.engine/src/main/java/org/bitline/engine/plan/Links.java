package org.bitline.engine.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.experiment.Experiment.LinkEntry;
import org.bitline.engine.json.Names;

/** The connections between devices. */
public final class Links {

  private final Map<Set<String>, LinkEntry> links = new HashMap<>();
  private final Location at;

  Links(List<LinkEntry> entries, Set<String> devices, Location at) {
    this.at = at;
    for (int i = 0; i < entries.size(); i++) {
      LinkEntry entry = entries.get(i);
      Location here = at.element(i).member("between");
      if (entry.between().size() != 2 || entry.between().get(0).equals(entry.between().get(1))) {
        throw new InputProblem(
            here, "found " + entry.between() + "; two different devices are wanted");
      }
      for (String device : entry.between()) {
        if (!devices.contains(device)) {
          throw new InputProblem(
              here, "unknown device \"" + device + "\"" + Names.hint(device, devices, "devices"));
        }
      }
      if (links.put(Set.copyOf(entry.between()), entry) != null) {
        throw new InputProblem(here, "two links join " + entry.between());
      }
    }
  }

  /** The link that joins two devices, where there is one. */
  public Optional<LinkEntry> find(String from, String to) {
    return Optional.ofNullable(links.get(Set.of(from, to)));
  }

  /**
   * The link that carries a result.
   *
   * @param why what needs it, for the message
   */
  public LinkEntry between(String from, String to, String why) {
    LinkEntry link = links.get(Set.of(from, to));
    if (link == null) {
      throw new InputProblem(
          at,
          "no link joins \""
              + from
              + "\" and \""
              + to
              + "\", but "
              + why
              + "; add {\"between\": [\""
              + from
              + "\", \""
              + to
              + "\"], \"bandwidth\": \"64 GB/s\", \"energy\": \"10 pJ/bit\"} with your system's numbers");
    }
    return link;
  }

  /** The link's name in results: the two devices in order of their names. */
  public static String name(LinkEntry link) {
    return link.between().stream().sorted().reduce((a, b) -> a + "-" + b).orElseThrow();
  }
}
