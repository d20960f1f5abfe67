package org.bitline.engine.execute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * From noise to loss: measured points, made monotone from left to right, joined by straight lines
 * from (0, 0), and continued beyond the last point with the slope of the line from the origin to
 * it, or the last slope where that is steeper.
 *
 * @param points in order of their noise, losses not falling
 */
record LossCurve(List<Point> points) {

  /** A measured pair; the noise is that which the operations' own noises sum to. */
  record Point(double noise, double loss) {}

  static LossCurve of(List<Point> measured) {
    List<Point> points = new ArrayList<>();
    points.add(new Point(0, 0));
    double largest = 0;
    List<Point> sorted = new ArrayList<>(measured);
    sorted.sort(Comparator.comparingDouble(Point::noise));
    for (Point point : sorted) {
      largest = Math.max(largest, point.loss());
      if (point.noise() > points.get(points.size() - 1).noise()) {
        points.add(new Point(point.noise(), largest));
      }
    }
    return new LossCurve(points);
  }

  double loss(double noise) {
    for (int i = 1; i < points.size(); i++) {
      Point to = points.get(i);
      if (noise <= to.noise()) {
        Point from = points.get(i - 1);
        double part = (noise - from.noise()) / (to.noise() - from.noise());
        return from.loss() + part * (to.loss() - from.loss());
      }
    }
    Point last = points.get(points.size() - 1);
    return last.loss() + slope() * (noise - last.noise());
  }

  private double slope() {
    if (points.size() < 2) {
      return 0;
    }
    Point last = points.get(points.size() - 1);
    Point before = points.get(points.size() - 2);
    double own = (last.loss() - before.loss()) / (last.noise() - before.noise());
    return Math.max(own, last.loss() / last.noise());
  }

  /** The largest noise whose loss is at most so much; the largest double where all are. */
  double noise(double loss) {
    for (int i = points.size() - 1; i > 0; i--) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      if (to.loss() <= loss) {
        double slope = slope();
        boolean last = i == points.size() - 1;
        if (last) {
          return slope > 0 ? to.noise() + (loss - to.loss()) / slope : Double.MAX_VALUE;
        }
        return to.noise();
      } else if (from.loss() <= loss) {
        double part = (loss - from.loss()) / (to.loss() - from.loss());
        return from.noise() + part * (to.noise() - from.noise());
      }
    }
    return points.size() < 2 ? Double.MAX_VALUE : 0;
  }
}
