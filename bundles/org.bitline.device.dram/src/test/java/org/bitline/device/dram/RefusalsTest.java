package org.bitline.device.dram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models that cannot be get a sentence with the key, what was found and what is allowed. */
class RefusalsTest {

  private static void refused(Map<String, Object> changes, String... parts) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Stock.device(changes));
    for (String part : parts) {
      assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }
  }

  private static AddressMapParameters map(List<String> bank, List<String> row) {
    return new AddressMapParameters(
        List.of("1^8"),
        List.of("9^13"),
        List.of("0^7", "10^14"),
        bank,
        row,
        List.of("2", "3", "4", "5", "6"));
  }

  @Test
  void delaysThatContradictEachOther() {
    refused(
        Map.of("delays.ras", "10 cycles"),
        "delays.ras is 10 cycles",
        "an activation to its first column takes (14)",
        "raise delays.ras");
    refused(Map.of("delays.ccdl", "1 cycles"), "delays.ccds/ccdl 2/1");
    refused(Map.of("delays.rc", "20 cycles"), "delays.rc is 20 cycles and delays.ras 33");
    refused(Map.of("refresh.duration", "5 us"), "5000 cycles and is due every 3900");
  }

  @Test
  void delaysThatAreNoTimes() {
    refused(Map.of("delays.rp", "14"), "delays.rp is \"14\"", "\"4 cycles\"", "\"14 ns\"");
    refused(Map.of("delays.rp", "-1 ns"), "delays.rp is \"-1 ns\"; a delay is at least 0");
  }

  @Test
  void timesAreRoundedUpToCycles() {
    Cycles cycles = new Cycles(0.83e-9, Stock.quantities());
    assertEquals(17, cycles.of("x", "14.11 ns"));
    assertEquals(18, cycles.of("x", "14.12 ns"));
    assertEquals(14, cycles.of("x", "14 cycles"));
  }

  @Test
  void mapsThatDoNotFitTheOrganisation() {
    refused(
        Stock.with(Stock.STEPS, Map.of("organisation.rowsPerBank", 1000)),
        "organisation.rowsPerBank is 1000, no power of two");
    refused(
        Stock.with(Stock.STEPS, Map.of("addressMap", map(List.of("11"), List.of("7")))),
        "addressMap.bank has 1 bits for 4 (organisation.banksPerGroup); give 2");
    refused(
        Stock.with(
            Stock.STEPS,
            Map.of(
                "addressMap",
                map(
                    List.of("11", "x"),
                    List.of("7", "8", "13", "14", "15", "16", "17", "18", "19", "20")))),
        "addressMap.bank has \"x\"");
  }

  @Test
  void layoutsThatPutTwoWeightsInOnePlace() {
    refused(
        Stock.with(
            Stock.STEPS,
            Map.of(
                "addressMap",
                map(
                    List.of("11^15", "11^15"),
                    List.of("7", "8", "13", "14", "15", "16", "17", "18", "19", "20")))),
        "addressMap puts two bursts in one place",
        "differ in bit 12");
  }

  @Test
  void unitsThatNobodyBuilt() {
    refused(Map.of("organisation.bankGroups", 2), "4 bank groups of 4 banks", "not 2 of 4");
    refused(Map.of("unit.level", "channel"), "unit.level is not bank", "independent");
    refused(Map.of("unit.mode", "decoupled"), "unit.kernel to reuse");
    refused(Map.of("organisation.rowsPerBank", 8192), "organisation.rowsPerBank 8192");
    refused(Map.of("unit.style", "independent"), "unit.macRate is 0");
    refused(Stock.with(Stock.AIM, Map.of("unit.mode", "per-bank")), "unit.mode must be all-bank");
    refused(Stock.with(Stock.AIM, Map.of("unit.inputBursts", 128)), "unit.inputBursts is 128");
  }
}
