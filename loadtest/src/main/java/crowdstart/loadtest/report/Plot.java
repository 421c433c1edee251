package crowdstart.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a chart as SVG. Colours are the page's. */
final class Plot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 264;
  private static final int LEFT = 58;
  private static final int RIGHT = 14;
  private static final int TOP = 40;
  private static final int BOTTOM = 28;
  private static final int MARK_HEIGHT = 14;
  private static final int TIME_TICKS_WANTED = 8;

  private final Chart chart;
  private final Axis axis;
  private final int seconds;
  private final StringBuilder svg = new StringBuilder();

  private Plot(Chart chart) {
    this.chart = chart;
    axis = Axis.of(chart);
    seconds = Math.max(1, chart.seconds() - 1);
  }

  static String svg(Chart chart) {
    return new Plot(chart).draw();
  }

  private String draw() {
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
            .formatted(WIDTH, HEIGHT, Html.escape(chart.title())));
    grid();
    budget();
    marks();
    for (int i = 0; i < chart.series().size(); i++) {
      line(chart.series().get(i), i + 1);
    }
    readings();
    return svg.append("</svg>\n").toString();
  }

  private void grid() {
    for (double tick : axis.ticks()) {
      double y = y(tick);
      append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
              LEFT,
              right(),
              y,
              y));
      append(
          String.format(
              Locale.ROOT,
              "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
              LEFT - 6,
              y + 4,
              number(tick)));
    }
    int step = (int) Math.max(1, Axis.step(seconds / (double) TIME_TICKS_WANTED));
    for (int second = 0; second <= seconds; second += step) {
      append(
          String.format(
              Locale.ROOT,
              "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
              x(second),
              HEIGHT - 8,
              second == 0 ? "0 s" : Integer.toString(second)));
    }
  }

  private void budget() {
    if (Double.isFinite(chart.budget())) {
      double y = y(chart.budget());
      append(
          String.format(
              Locale.ROOT,
              "<line class=\"budget\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
              LEFT,
              right(),
              y,
              y));
      append(
          String.format(
              Locale.ROOT,
              "<text class=\"budget\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">budget %s</text>",
              right(),
              y - 4,
              number(chart.budget())));
    }
  }

  /** Names of neighbours stand at different heights. */
  private void marks() {
    for (int i = 0; i < chart.marks().size(); i++) {
      Mark mark = chart.marks().get(i);
      double x = x(mark.second());
      int top = TOP - 10 - MARK_HEIGHT * (i % 2);
      boolean isRight = x > WIDTH * 0.8;
      append(
          String.format(
              Locale.ROOT,
              "<line class=\"mark\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
              x,
              x,
              top,
              HEIGHT - BOTTOM));
      append(
          String.format(
              Locale.ROOT,
              "<text class=\"mark\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
              isRight ? x - 4 : x + 4,
              top,
              isRight ? "end" : "start",
              Html.escape(mark.text())));
    }
  }

  /** Gaps stay gaps. */
  private void line(Series series, int colour) {
    StringBuilder path = new StringBuilder();
    boolean isDown = false;
    for (int second = 0; second < series.length(); second++) {
      double value = series.at(second);
      boolean isThere = Double.isFinite(value) && (!axis.isLogarithmic() || value > 0);
      if (isThere) {
        path.append(
            String.format(Locale.ROOT, "%s%.1f %.1f", isDown ? "L" : "M", x(second), y(value)));
      }
      isDown = isThere;
    }
    append(String.format(Locale.ROOT, "<path class=\"line c%d\" d=\"%s\"/>", colour, path));
  }

  /** What the lines say at a moment, shown by the browser where the pointer rests. */
  private void readings() {
    double width = (right() - LEFT) / (double) seconds;
    for (int second = 0; second <= seconds; second++) {
      List<String> values = new ArrayList<>();
      for (Series series : chart.series()) {
        if (Double.isFinite(series.at(second))) {
          values.add(series.name() + " " + number(series.at(second)));
        }
      }
      append(
          String.format(
              Locale.ROOT,
              "<rect class=\"reading\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%d s: %s</title></rect>",
              x(second) - width / 2,
              TOP,
              width,
              HEIGHT - TOP - BOTTOM,
              second,
              Html.escape(String.join(", ", values))));
    }
  }

  private double x(double second) {
    return LEFT + (right() - LEFT) * Math.clamp(second / seconds, 0, 1);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * axis.part(value);
  }

  private static int right() {
    return WIDTH - RIGHT;
  }

  private void append(String element) {
    svg.append(element).append('\n');
  }

  static String number(double value) {
    double size = Math.abs(value);
    if (size != 0 && size < 0.01) {
      return String.format(Locale.ROOT, "%.3f", value);
    }
    if (value == Math.rint(value) || size >= 100) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    return String.format(Locale.ROOT, size < 1 ? "%.2f" : "%.1f", value);
  }
}
