package org.bitline.cost;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.basic.AbsFunction;
import com.ezylang.evalex.functions.basic.CeilingFunction;
import com.ezylang.evalex.functions.basic.FloorFunction;
import com.ezylang.evalex.functions.basic.IfFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixPlusOperator;
import com.ezylang.evalex.operators.booleans.InfixEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterOperator;
import com.ezylang.evalex.operators.booleans.InfixLessEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixLessOperator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Set;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;

/**
 * An expression in the parameters of a component.
 *
 * <p>It knows numbers, the parameters, {@code + - * / ^}, comparisons, and the functions of {@link
 * #FUNCTIONS}; nothing else, so a file from outside can do nothing but compute. Sums and products
 * are decimal with 34 digits, powers and transcendental functions are StrictMath's: the same number
 * on every JDK.
 */
final class Formula {

  /** What an expression may call. */
  static final String FUNCTIONS =
      "ABS, CEILING, EXP, FLOOR, IF, LN, LOG10, LOG2, MAX, MIN, SQRT and the operator ^";

  private static final ExpressionConfiguration SANDBOX = sandbox();

  private Formula() {}

  /**
   * The value of an expression.
   *
   * @throws InputProblem where it does not parse, names something unknown, or gives no finite
   *     number
   */
  static double evaluate(String form, Map<String, Double> parameters, Location where) {
    Expression expression = new Expression(form, SANDBOX);
    try {
      Set<String> used = expression.getUsedVariables();
      for (String name : used) {
        if (!parameters.containsKey(name)) {
          throw new InputProblem(
              where,
              "the form \"%s\" uses %s, which is no parameter of this component. %s"
                  .formatted(form, name, Nearest.sentence(name, parameters.keySet())));
        }
      }
      parameters.forEach((name, value) -> expression.with(name, BigDecimal.valueOf(value)));
      return finite(form, expression.evaluate(), where);
    } catch (BaseException e) {
      throw new InputProblem(
          where,
          "the form \"%s\" cannot be evaluated (%s). A form has numbers, parameters, + - * /"
                  .formatted(form, e.getMessage())
              + " and "
              + FUNCTIONS
              + ".");
    } catch (ArithmeticException e) {
      throw new InputProblem(where, notFinite(form));
    }
  }

  private static double finite(String form, EvaluationValue value, Location where) {
    if (!value.isNumberValue()) {
      throw new InputProblem(
          where, "the form \"%s\" gives %s, not a number.".formatted(form, value.getValue()));
    }
    double number = value.getNumberValue().doubleValue();
    if (!Double.isFinite(number)) {
      throw new InputProblem(where, notFinite(form));
    }
    return number;
  }

  private static String notFinite(String form) {
    return "the form \"%s\" gives no finite number. Change the form or the parameters' ranges."
        .formatted(form);
  }

  private static ExpressionConfiguration sandbox() {
    return ExpressionConfiguration.builder()
        .mathContext(MathContext.DECIMAL128)
        .arraysAllowed(false)
        .structuresAllowed(false)
        .implicitMultiplicationAllowed(false)
        .defaultConstants(Map.of())
        .operatorDictionary(
            MapBasedOperatorDictionary.ofOperators(
                Map.entry("+", new PrefixPlusOperator()),
                Map.entry("-", new PrefixMinusOperator()),
                Map.entry("+", new InfixPlusOperator()),
                Map.entry("-", new InfixMinusOperator()),
                Map.entry("*", new InfixMultiplicationOperator()),
                Map.entry("/", new InfixDivisionOperator()),
                Map.entry("^", new StrictPower()),
                Map.entry("<", new InfixLessOperator()),
                Map.entry("<=", new InfixLessEqualsOperator()),
                Map.entry(">", new InfixGreaterOperator()),
                Map.entry(">=", new InfixGreaterEqualsOperator()),
                Map.entry("==", new InfixEqualsOperator())))
        .functionDictionary(
            MapBasedFunctionDictionary.ofFunctions(
                Map.entry("ABS", new AbsFunction()),
                Map.entry("CEILING", new CeilingFunction()),
                Map.entry("EXP", new StrictFunction(StrictMath::exp)),
                Map.entry("FLOOR", new FloorFunction()),
                Map.entry("IF", new IfFunction()),
                Map.entry("LN", new StrictFunction(StrictMath::log)),
                Map.entry("LOG10", new StrictFunction(StrictMath::log10)),
                Map.entry("LOG2", new StrictFunction(Formula::log2)),
                Map.entry("MAX", new MaxFunction()),
                Map.entry("MIN", new MinFunction()),
                Map.entry("SQRT", new StrictFunction(Math::sqrt))))
        .build();
  }

  private static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }
}
