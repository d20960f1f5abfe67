package org.bitline.engine.output;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixPlusOperator;
import com.ezylang.evalex.parser.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.experiment.Experiment.Claim;
import org.bitline.api.result.Result.Run;
import org.bitline.api.result.Result.Verdict;
import org.bitline.engine.json.Names;

/**
 * Holds published numbers against runs. A claim's value is an expression in which metric(variant)
 * stands for a run's metric; EvalEx does the rest.
 */
public final class Claims {

  private static final Pattern TERM = Pattern.compile("([A-Za-z][\\w-]*)\\(\\s*([\\w.+-]+)\\s*\\)");
  private static final Pattern TOLERANCE =
      Pattern.compile("\\s*((?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?)\\s*%\\s*");

  /** Numbers and + - * / alone: the same value on every JDK, and nothing but a value. */
  private static final ExpressionConfiguration ARITHMETIC =
      ExpressionConfiguration.builder()
          .functionDictionary(MapBasedFunctionDictionary.ofFunctions())
          .operatorDictionary(
              MapBasedOperatorDictionary.ofOperators(
                  Map.entry("+", new PrefixPlusOperator()),
                  Map.entry("-", new PrefixMinusOperator()),
                  Map.entry("+", new InfixPlusOperator()),
                  Map.entry("-", new InfixMinusOperator()),
                  Map.entry("*", new InfixMultiplicationOperator()),
                  Map.entry("/", new InfixDivisionOperator())))
          .build();

  private Claims() {}

  /**
   * Checks what can be checked before anything runs: variants, metrics, tolerance, syntax.
   *
   * @param metrics the metrics of each variant
   */
  public static void check(List<Claim> claims, Map<String, List<String>> metrics, Location at) {
    List<String> variants = List.copyOf(metrics.keySet());
    for (int i = 0; i < claims.size(); i++) {
      Location here = at.element(i);
      tolerance(claims.get(i), here);
      String value = claims.get(i).value();
      StringBuilder trial = new StringBuilder();
      Matcher term = TERM.matcher(value);
      boolean any = false;
      while (term.find()) {
        known(term.group(2), variants, "variant", here);
        known(term.group(1), metrics.get(term.group(2)), "metric", here);
        term.appendReplacement(trial, "1.5");
        any = true;
      }
      term.appendTail(trial);
      if (!any) {
        throw new InputProblem(
            here.member("value"),
            "found \"" + value + "\"; write e.g. latency(" + variants.get(0) + ")");
      }
      valid(trial.toString(), value, here);
    }
  }

  private static void known(String name, List<String> all, String what, Location here) {
    if (!all.contains(name)) {
      throw new InputProblem(
          here.member("value"),
          "unknown " + what + " \"" + name + "\"" + Names.hint(name, all, what + "s"));
    }
  }

  /** The verdict of each claim. */
  public static List<Verdict> verdicts(List<Claim> claims, List<Run> runs, Location at) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      verdicts.add(verdict(claims.get(i), runs, at.element(i)));
    }
    return verdicts;
  }

  private static Verdict verdict(Claim claim, List<Run> runs, Location here) {
    StringBuilder numbers = new StringBuilder();
    Matcher term = TERM.matcher(claim.value());
    boolean bound = false;
    while (term.find()) {
      String variant = term.group(2);
      Run run = runs.stream().filter(r -> r.name().equals(variant)).findFirst().orElseThrow();
      Map<String, Double> metrics = RunMetrics.of(run);
      String metric = term.group(1);
      bound |= run.lowerBounds().stream().anyMatch(b -> b.startsWith(metric + "_"));
      String number = new java.math.BigDecimal(metrics.get(metric)).toString();
      term.appendReplacement(numbers, Matcher.quoteReplacement("(" + number + ")"));
    }
    term.appendTail(numbers);
    OptionalDouble value = evaluate(numbers.toString());
    double ours = value.orElse(0);
    double difference =
        claim.published() == 0 ? ours : (ours - claim.published()) / Math.abs(claim.published());
    boolean within = Math.abs(difference) <= tolerance(claim, here);
    String decided = within ? "met" : "not met";
    String known = bound ? "undecided: a number is unknown" : decided;
    String verdict = value.isEmpty() ? "undecided: the value is not finite" : known;
    return new Verdict(
        claim.paper(),
        claim.kind(),
        claim.value(),
        claim.published(),
        ours,
        difference,
        claim.tolerance(),
        verdict);
  }

  private static double tolerance(Claim claim, Location here) {
    Matcher matcher = TOLERANCE.matcher(claim.tolerance());
    if (!matcher.matches()) {
      throw new InputProblem(
          here.member("tolerance"),
          "found \"" + claim.tolerance() + "\"; write a percentage, e.g. \"10 %\"");
    }
    return Double.parseDouble(matcher.group(1)) / 100;
  }

  private static void valid(String numbers, String value, Location here) {
    try {
      new Expression(numbers, ARITHMETIC).validate();
    } catch (ParseException e) {
      throw new InputProblem(
          here.member("value") + ": \"" + value + "\" cannot be evaluated: " + e.getMessage(), e);
    }
  }

  /** Empty where the value is not finite, as after a division by zero. */
  private static OptionalDouble evaluate(String numbers) {
    try {
      double result = new Expression(numbers, ARITHMETIC).evaluate().getNumberValue().doubleValue();
      return Double.isFinite(result) ? OptionalDouble.of(result) : OptionalDouble.empty();
    } catch (EvaluationException | ArithmeticException e) {
      return OptionalDouble.empty();
    } catch (ParseException e) {
      throw new IllegalStateException("a claim was not checked: " + numbers, e);
    }
  }
}
