package org.bitline.cost;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.data.DataAccessorIfc;
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
 * An expression in names, parsed once. For use by several threads.
 *
 * <p>It knows numbers, names, texts to compare names with, {@code + - * / ^}, comparisons, and the
 * functions of {@link #FUNCTIONS}; nothing else, so a file from outside can do nothing but compute.
 * Sums and products are decimal with 34 digits, powers and transcendental functions are
 * StrictMath's, and doubles become decimals digit by digit: the same number on every JDK. Names are
 * looked up when they are met, so {@code IF} asks only for those of the branch that it takes.
 */
final class Formula {

  /** What an expression may call. */
  static final String FUNCTIONS =
      "ABS, CEILING, EXP, FLOOR, IF, LN, LOG10, LOG2, MAX, MIN, SQRT and the operator ^";

  private static final ExpressionConfiguration SANDBOX = sandbox();

  private final String text;
  private final Expression parsed;
  private final Set<String> used;

  private Formula(String text, Expression parsed, Set<String> used) {
    this.text = text;
    this.parsed = parsed;
    this.used = used;
  }

  /**
   * Parses an expression.
   *
   * @throws InputProblem where it is none
   */
  static Formula parse(String text, Location where) {
    Expression expression = new Expression(text, SANDBOX);
    try {
      return new Formula(text, expression, expression.getUsedVariables());
    } catch (BaseException e) {
      throw refused(text, e, where);
    }
  }

  /**
   * Its value.
   *
   * @throws InputProblem where it gives no finite number
   */
  double number(Names names, Location where) {
    EvaluationValue value = evaluate(names, where);
    if (!value.isNumberValue()) {
      throw new InputProblem(
          where, "the form \"%s\" gives %s, not a number.".formatted(text, value.getValue()));
    }
    double number = value.getNumberValue().doubleValue();
    if (!Double.isFinite(number)) {
      throw new InputProblem(where, notFinite());
    }
    return number;
  }

  /** Its value, a Double or a String. */
  Object value(Names names, Location where) {
    EvaluationValue value = evaluate(names, where);
    return value.isStringValue() ? value.getStringValue() : (Object) number(names, where);
  }

  private EvaluationValue evaluate(Names names, Location where) {
    Set<String> known = used.isEmpty() ? Set.of() : names.known();
    for (String name : used) {
      if (!known.contains(name)) {
        throw new InputProblem(
            where,
            "the form \"%s\" uses %s, which is no parameter of this component. %s"
                .formatted(text, name, Nearest.sentence(name, known)));
      }
    }
    try {
      Expression one = parsed.copy();
      ((Lookup) one.getDataAccessor()).bind(names, where);
      return one.evaluate();
    } catch (BaseException e) {
      throw refused(text, e, where);
    } catch (ArithmeticException e) {
      throw new InputProblem(where, notFinite());
    }
  }

  private static InputProblem refused(String text, BaseException e, Location where) {
    return new InputProblem(
        where,
        "the form \"%s\" cannot be evaluated (%s). A form has numbers, parameters, + - * / and %s."
            .formatted(text, e.getMessage(), FUNCTIONS));
  }

  private String notFinite() {
    return "the form \"%s\" gives no finite number. Change the form or the parameters' ranges."
        .formatted(text);
  }

  /** The names of one evaluation. */
  private static final class Lookup implements DataAccessorIfc {

    private Names names = Names.of(Map.of());
    private Location where = new Location("", "");

    void bind(Names names, Location where) {
      this.names = names;
      this.where = where;
    }

    @Override
    public EvaluationValue getData(String name) {
      Object value = names.value(name, where);
      return value instanceof String text
          ? EvaluationValue.stringValue(text)
          : EvaluationValue.numberValue(new BigDecimal((Double) value, MathContext.DECIMAL128));
    }

    @Override
    public void setData(String name, EvaluationValue value) {
      throw new IllegalStateException("an expression sets nothing");
    }
  }

  private static ExpressionConfiguration sandbox() {
    return ExpressionConfiguration.builder()
        .mathContext(MathContext.DECIMAL128)
        .arraysAllowed(false)
        .structuresAllowed(false)
        .implicitMultiplicationAllowed(false)
        .defaultConstants(Map.of())
        .dataAccessorSupplier(Lookup::new)
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

  /** Exact where x is a power of two, so that adder trees have whole depths. */
  private static double log2(double x) {
    double rounded = Math.rint(StrictMath.log(x) / StrictMath.log(2));
    return StrictMath.pow(2, rounded) == x ? rounded : StrictMath.log(x) / StrictMath.log(2);
  }
}
