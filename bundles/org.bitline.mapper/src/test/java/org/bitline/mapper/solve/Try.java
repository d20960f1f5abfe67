package org.bitline.mapper.solve;

import java.util.*;

final class Try {
  static Solution go(String what, Instance i, Target t) {
    long at = System.nanoTime();
    Solver.Outcome o = Solver.solve(i, t, 20_000_000, List.of());
    double s = (System.nanoTime() - at) * 1e-9;
    if (o.best().isEmpty()) {
      System.out.printf("%s: %s %.2f s%n", what, o, s);
      return null;
    }
    Solution x = o.best().get();
    int[] n = new int[3];
    x.devices().forEach(d -> n[d]++);
    System.out.printf(
        "%s: cost %.9g gap %.3g proven %s effort %d %.2f s E %.5g T %.5g A %.5g N %.4g %s prices %s%n",
        what,
        x.cost(),
        x.gap(),
        x.proven(),
        x.effort(),
        s,
        x.totals().energyJoules(),
        x.totals().latencySeconds(),
        x.totals().areaSquareMetres(),
        x.totals().noise(),
        Arrays.toString(n),
        x.prices());
    return x;
  }

  public static void main(String[] a) {
    for (int rep = 0; rep < 1; rep++)
      for (int layers : new int[] {6, 12})
        for (boolean alike : new boolean[] {true, false})
          for (long seed = 1; seed <= 2; seed++) {
            Instance i = BertLike.encoder(layers, seed, alike);
            String w = layers + (alike ? " alike " : " varied ") + seed;
            Solution free = go(w + " free", i, Target.least(Quantity.ENERGY));
            Solution fast = go(w + " fastest", i, Target.least(Quantity.LATENCY));
            Target noisy =
                Target.least(Quantity.ENERGY).within(Quantity.NOISE, free.totals().noise() * 0.5);
            Solution f2 = go(w + " noise", i, noisy);
            Target area = noisy.within(Quantity.AREA, free.totals().areaSquareMetres() * 0.8);
            Solution f3 = go(w + " noise area", i, area);
            double t = f3 == null ? 1 : f3.totals().latencySeconds();
            Solution l2 = go(w + " fastest noise area", i, area.minimising(Quantity.LATENCY));
            double lo = l2.totals().latencySeconds();
            for (double q : new double[] {0.7, 0.3, 0.05}) {
              go(
                  w + " noise area latency " + q,
                  i,
                  area.within(Quantity.LATENCY, lo + q * (t - lo)));
            }
            go(w + " interval", i, noisy.minimising(Quantity.INTERVAL));
          }
  }
}
