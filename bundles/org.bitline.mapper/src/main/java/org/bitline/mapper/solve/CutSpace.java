package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.List;

/**
 * Room on devices for operations that have several cuts: the resources in space that they might
 * overfill, and what the other operations leave of them.
 */
final class CutSpace {

  private final List<int[]> places = new ArrayList<>();
  private final List<Double> room = new ArrayList<>();

  /**
   * Looks for what might be overfilled.
   *
   * @param used per device and resource, what the undivided assignment holds
   */
  CutSpace(Division division, List<List<Long>> used) {
    Instance instance = division.instance();
    for (int d = 0; d < instance.devices().size(); d++) {
      Instance.Device device = instance.devices().get(d);
      for (int r = 0; r < device.holds().size(); r++) {
        double own = 0;
        double most = 0;
        for (int i = 0; i < division.cuts().size(); i++) {
          if (division.free(i)) {
            int device_ = d;
            int resource = r;
            own += held(division.cut(division.undivided(), i), d, r);
            most +=
                division.cuts().get(i).stream()
                    .mapToDouble(c -> held(c, device_, resource))
                    .max()
                    .orElse(0);
          }
        }
        double left = device.capacity().get(r) - (used.get(d).get(r) - own);
        if (most > left) {
          places.add(new int[] {d, r});
          room.add(left);
        }
      }
    }
  }

  int size() {
    return places.size();
  }

  double room(int k) {
    return room.get(k);
  }

  /** What a cut holds of it. */
  double held(Cut cut, int k) {
    return held(cut, places.get(k)[0], places.get(k)[1]);
  }

  private static double held(Cut cut, int device, int resource) {
    double sum = 0;
    for (Cut.Part part : cut.parts()) {
      sum += held(part.choice(), device, resource);
    }
    return sum + cut.gather().map(g -> held(g, device, resource)).orElse(0L);
  }

  private static long held(Instance.Choice choice, int device, int resource) {
    return choice.device() == device ? choice.footprint().get(resource) : 0;
  }

  void decode(double[] numbers, int at, CutTrack track) {
    for (int k = 0; k < size(); k++) {
      track.held[places.get(k)[0]][places.get(k)[1]] = numbers[at + k];
    }
  }

  void encode(CutTrack track, double[] numbers, int at) {
    for (int k = 0; k < size(); k++) {
      numbers[at + k] = track.held[places.get(k)[0]][places.get(k)[1]];
    }
  }

  /** Whether what is held fits. */
  boolean fits(double[] numbers, int at) {
    for (int k = 0; k < size(); k++) {
      if (numbers[at + k] > room(k)) {
        return false;
      }
    }
    return true;
  }
}
