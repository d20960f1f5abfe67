package org.bitline.cost;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleUnaryOperator;

/** A function of one real number that gives the same bits on every JDK. */
@FunctionParameter(name = "value")
final class StrictFunction extends AbstractFunction {

  private final DoubleUnaryOperator function;

  StrictFunction(DoubleUnaryOperator function) {
    this.function = function;
  }

  @Override
  public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... parameters)
      throws EvaluationException {
    return number(function.applyAsDouble(parameters[0].getNumberValue().doubleValue()), token);
  }

  /** A finite number as a value. */
  static EvaluationValue number(double result, Token token) throws EvaluationException {
    if (!Double.isFinite(result)) {
      throw new EvaluationException(token, token.getValue() + " gives no finite number");
    }
    return EvaluationValue.numberValue(new BigDecimal(result, MathContext.DECIMAL128));
  }
}
