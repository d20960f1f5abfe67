package org.bitline.engine.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.experiment.Experiment.Claim;
import org.bitline.api.result.Result.Details;
import org.bitline.api.result.Result.Loading;
import org.bitline.api.result.Result.Run;
import org.bitline.api.result.Result.Verdict;
import org.junit.jupiter.api.Test;

class ClaimsTest {

  private static final Location AT = new Location("e.json", "/claims");

  private static Run run(String name, double latency, List<String> bounds) {
    return new Run(
        name,
        new TreeMap<>(
            Map.of(
                "latency_s",
                latency,
                "energy_J",
                2.0,
                "area_mm2",
                3.0,
                "throughput_per_s",
                1 / latency)),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(),
        bounds,
        new Loading(0, 0, 0),
        Optional.empty(),
        new TreeMap<>(),
        List.of(),
        List.of(),
        List.of(),
        new TreeMap<>(),
        List.of(),
        Details.NONE);
  }

  private static Claim claim(String value, double published, String tolerance) {
    return new Claim("a paper", "internal-ratio", value, published, tolerance);
  }

  private static Verdict verdict(String value, double published, String tolerance) {
    List<Run> runs = List.of(run("re-ram", 2e-3, List.of()), run("b", 9e-3, List.of("energy_J")));
    return Claims.verdicts(List.of(claim(value, published, tolerance)), runs, AT).get(0);
  }

  @Test
  void aClaimIsHeldAgainstTheRuns() {
    Verdict met = verdict("latency(b) / latency(re-ram)", 5, "10 %");
    assertEquals(4.5, met.ours(), 1e-12);
    assertEquals(-0.1, met.relativeDifference(), 1e-12);
    assertEquals("met", met.verdict());
    assertEquals("not met", verdict("latency(b) / latency(re-ram)", 5, "9 %").verdict());
    assertEquals(11e-3, verdict("latency(b) + latency( re-ram )", 1, "1 %").ours(), 1e-15);
  }

  @Test
  void aLowerBoundDecidesNothing() {
    assertEquals("undecided: a number is unknown", verdict("energy(b)", 2, "10 %").verdict());
    assertEquals("met", verdict("energy(re-ram)", 2, "10 %").verdict());
  }

  @Test
  void aDivisionByZeroDecidesNothing() {
    Verdict verdict = verdict("latency(b) / (latency(b) - latency(b))", 2, "10 %");
    assertEquals("undecided: the value is not finite", verdict.verdict());
  }

  @Test
  void claimsAreCheckedBeforeAnythingRuns() {
    refused("unknown variant \"c\"", claim("latency(c)", 1, "1 %"));
    refused("unknown metric \"latence\"; did you mean \"latency\"?", claim("latence(b)", 1, "1 %"));
    refused("write a percentage", claim("latency(b)", 1, "little"));
    refused("write a percentage", claim("latency(b)", 1, "1.2.3 %"));
    refused("cannot be evaluated", claim("latency(b) / ", 1, "1 %"));
    refused("cannot be evaluated", claim("RANDOM() * latency(b)", 1, "1 %"));
    refused("write e.g. latency(b)", claim("3", 1, "1 %"));
    Claims.check(
        List.of(claim("latency(b) / (latency(b) - latency(b))", 1, "1%")),
        Map.of("b", List.of("latency")),
        AT);
  }

  private static void refused(String message, Claim claim) {
    var e =
        assertThrows(
            InputProblem.class,
            () -> Claims.check(List.of(claim), Map.of("b", List.of("latency", "energy")), AT));
    assertTrue(e.getMessage().startsWith("e.json#/claims/0"), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
