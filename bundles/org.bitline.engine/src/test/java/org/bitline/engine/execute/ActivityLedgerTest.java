package org.bitline.engine.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bitline.engine.execute.ActivityLedger.Key;
import org.junit.jupiter.api.Test;

class ActivityLedgerTest {

  private static final Key CONDUCT = new Key("cell", "conduct");

  private static ActivityLedger one() {
    ActivityLedger ledger = new ActivityLedger();
    ledger.add("cell", "conduct", 2);
    ledger.max("cell", "write", 3);
    ledger.alternative("exact", "cell", "conduct", 2);
    ledger.alternative("fixed", "cell", "conduct", 5);
    return ledger;
  }

  @Test
  void alternativesAreKeptBesideWhatCounts() {
    ActivityLedger ledger = one();
    ledger.merge(one());
    assertEquals(4, ledger.sums().get(CONDUCT));
    assertEquals(4, ledger.alternatives().get("exact").get(CONDUCT));
    assertEquals(10, ledger.alternatives().get("fixed").get(CONDUCT));
  }

  @Test
  void soManyTimesMultipliesSumsAndNotMaxima() {
    ActivityLedger ledger = one().times(3);
    assertEquals(6, ledger.sums().get(CONDUCT));
    assertEquals(15, ledger.alternatives().get("fixed").get(CONDUCT));
    assertEquals(3, ledger.maxima().get(new Key("cell", "write")));
  }

  @Test
  void anAlternativeThatIsNoAmountIsRefused() {
    ActivityLedger ledger = new ActivityLedger();
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> ledger.alternative("exact", "cell", "conduct", -1))
            .getMessage();
    assertEquals(
        "the amount of cell conduct is -1.0; it must be finite and at least 0", message);
  }
}
