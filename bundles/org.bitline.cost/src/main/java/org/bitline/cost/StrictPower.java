package org.bitline.cost;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.operators.AbstractOperator;
import com.ezylang.evalex.operators.InfixOperator;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.parser.Token;

/** The power of two doubles by StrictMath; EvalEx's own takes the platform's. */
@InfixOperator(precedence = OperatorIfc.OPERATOR_PRECEDENCE_POWER_HIGHER, leftAssociative = false)
final class StrictPower extends AbstractOperator {

  @Override
  public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... operands)
      throws EvaluationException {
    if (!operands[0].isNumberValue() || !operands[1].isNumberValue()) {
      throw EvaluationException.ofUnsupportedDataTypeInOperation(token);
    }
    double base = operands[0].getNumberValue().doubleValue();
    double exponent = operands[1].getNumberValue().doubleValue();
    return StrictFunction.number(StrictMath.pow(base, exponent), token);
  }
}
