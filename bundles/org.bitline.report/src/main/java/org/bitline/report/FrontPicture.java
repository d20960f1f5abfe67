package org.bitline.report;

import java.awt.Color;
import java.awt.Dimension;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.bitline.api.result.Result.FrontPoint;
import org.bitline.api.result.Result.Run;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.w3c.dom.Document;

/** A front as a picture: the first objective against the second, as steps that no mapping beats. */
final class FrontPicture {

  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final int WIDTH = 720;
  private static final int HEIGHT = 480;

  private FrontPicture() {}

  /** An objective with its unit, as a header. */
  static String header(String total) {
    return switch (total) {
      case "energy" -> "energy_J";
      case "latency" -> "latency_s";
      case "interval" -> "interval_s";
      case "area" -> "area_m2";
      default -> total;
    };
  }

  /** The SVG text; bytes depend on the platform's fonts. */
  static String of(Run run) {
    List<FrontPoint> front = run.details().front();
    List<String> axes = axes(run);
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(run.name() + ": best mappings")
            .xAxisTitle(label(axes.get(0)))
            .yAxisTitle(label(axes.get(1)))
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Step);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    front.stream()
        .sorted((a, b) -> a.totals().get(axes.get(0)).compareTo(b.totals().get(axes.get(0))))
        .forEach(
            point -> {
              x.add(point.totals().get(axes.get(0)) * factor(axes.get(0)));
              y.add(point.totals().get(axes.get(1)) * factor(axes.get(1)));
            });
    chart.addSeries("front", x, y).setMarker(SeriesMarkers.CIRCLE);
    return svg(chart);
  }

  /** The two objectives, as the run's facts name them. */
  private static List<String> axes(Run run) {
    if (!(run.facts().get("objectives") instanceof List<?> objectives) || objectives.size() != 2) {
      throw new IllegalStateException(
          run.name() + " has a front, but its facts name " + run.facts().get("objectives"));
    }
    return objectives.stream().map(String::valueOf).toList();
  }

  private static double factor(String total) {
    return switch (total) {
      case "energy", "latency", "interval" -> 1e3;
      case "area" -> 1e6;
      default -> 1;
    };
  }

  private static String label(String total) {
    return switch (total) {
      case "energy" -> "energy per inference [mJ]";
      case "latency" -> "latency [ms]";
      case "interval" -> "initiation interval [ms]";
      case "area" -> "area [mm^2]";
      default -> total;
    };
  }

  private static String svg(XYChart chart) {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument(SVG, "svg", null);
      SVGGraphics2D graphics = new SVGGraphics2D(document);
      graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
      chart.paint(graphics, WIDTH, HEIGHT);
      StringWriter text = new StringWriter();
      graphics.stream(text, true);
      return text.toString().replace("\r\n", "\n");
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException("the picture cannot be drawn", e);
    }
  }
}
