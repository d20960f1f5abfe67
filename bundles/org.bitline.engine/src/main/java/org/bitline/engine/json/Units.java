package org.bitline.engine.json;

import static javax.measure.MetricPrefix.FEMTO;
import static javax.measure.MetricPrefix.GIGA;
import static javax.measure.MetricPrefix.KILO;
import static javax.measure.MetricPrefix.MEGA;
import static javax.measure.MetricPrefix.MICRO;
import static javax.measure.MetricPrefix.MILLI;
import static javax.measure.MetricPrefix.NANO;
import static javax.measure.MetricPrefix.PICO;
import static javax.measure.MetricPrefix.TERA;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.measure.MetricPrefix;
import javax.measure.Unit;
import javax.measure.format.MeasurementParseException;
import org.bitline.api.unit.QuantityParser;
import org.osgi.service.component.annotations.Component;
import tech.units.indriya.format.SimpleUnitFormat;
import tech.units.indriya.unit.BaseUnit;
import tech.units.indriya.unit.UnitDimension;

/** Quantities by the reference implementation of JSR 385, which here also knows bits and bytes. */
@Component(service = QuantityParser.class)
public final class Units implements QuantityParser {

  private static final Pattern QUANTITY =
      Pattern.compile("\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)\\s*(\\S.*?)?\\s*");

  private static final MetricPrefix[] SMALL = {MILLI, MICRO, NANO, PICO, FEMTO};
  private static final MetricPrefix[] LARGE = {KILO, MEGA, GIGA, TERA};

  private final SimpleUnitFormat format;
  private final Set<String> known = new HashSet<>();

  /** Makes a parser. */
  public Units() {
    // The library finds its number system by the thread's class loader, which knows no bundles.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(SimpleUnitFormat.class.getClassLoader());
    try {
      format = SimpleUnitFormat.getNewInstance(SimpleUnitFormat.Flavor.ASCII);
      labels();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void labels() {
    // JSR 385 has no dimension of information; luminous intensity is not used here.
    Unit<?> bit = new BaseUnit<>("bit", "bit", UnitDimension.LUMINOUS_INTENSITY);
    family("bit", bit);
    family("B", bit.multiply(8));
    for (int power = 1; power <= 3; power++) {
      String prefix = "KMG".charAt(power - 1) + "i";
      known.addAll(List.of(prefix + "B", prefix + "bit"));
      format.label(bit.multiply(8 * StrictMath.pow(1024, power)), prefix + "B");
      format.label(bit.multiply(StrictMath.pow(1024, power)), prefix + "bit");
    }
    family("ohm", tech.units.indriya.unit.Units.OHM);
    family("s", tech.units.indriya.unit.Units.SECOND);
    family("m", tech.units.indriya.unit.Units.METRE);
    family("J", tech.units.indriya.unit.Units.JOULE);
    family("W", tech.units.indriya.unit.Units.WATT);
    family("V", tech.units.indriya.unit.Units.VOLT);
    family("A", tech.units.indriya.unit.Units.AMPERE);
    family("S", tech.units.indriya.unit.Units.SIEMENS);
    family("F", tech.units.indriya.unit.Units.FARAD);
    family("Hz", tech.units.indriya.unit.Units.HERTZ);
  }

  private void family(String symbol, Unit<?> unit) {
    known.add(symbol);
    for (String prefix : List.of("m", "u", "n", "p", "f", "k", "M", "G", "T")) {
      known.add(prefix + symbol);
    }
    format.alias(unit, symbol);
    for (MetricPrefix prefix : SMALL) {
      format.alias(unit.prefix(prefix), (prefix == MICRO ? "u" : prefix.getSymbol()) + symbol);
    }
    for (MetricPrefix prefix : LARGE) {
      format.alias(unit.prefix(prefix), prefix.getSymbol() + symbol);
    }
  }

  @Override
  public double parse(String text, String unit) {
    Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches() || matcher.group(2) == null) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a number with a unit; write e.g. \"1.5 " + unit + "\"");
    }
    Unit<?> given = unit(matcher.group(2), text, unit);
    Unit<?> wanted = unit(unit, unit, unit);
    if (!given.isCompatible(wanted)) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not in a unit of the right kind; write a value in "
              + unit
              + " or in a multiple of it");
    }
    double number = Double.parseDouble(matcher.group(1));
    double value = Double.isInfinite(number) ? number : convert(number, given, wanted);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("\"" + text + "\" is not finite");
    }
    return value;
  }

  private Unit<?> unit(String symbol, String text, String example) {
    try {
      for (String part : symbol.split("[^A-Za-z\u00b5\u03bc]+", -1)) {
        // The library knows many more, candelas among them, which stand for bits here.
        if (!part.isEmpty()
            && !known.contains(part.replace('\u00b5', 'u').replace('\u03bc', 'u'))) {
          throw new IllegalArgumentException(part);
        }
      }
      return format.parse(symbol.replace('\u00b5', 'u').replace('\u03bc', 'u'));
    } catch (MeasurementParseException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" has the unknown unit \""
              + symbol
              + "\"; write e.g. \"1.5 "
              + example
              + "\"",
          e);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static double convert(double value, Unit<?> given, Unit<?> wanted) {
    return ((Unit) given).getConverterTo((Unit) wanted).convert(value);
  }
}
