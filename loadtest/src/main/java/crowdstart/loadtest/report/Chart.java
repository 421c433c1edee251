package crowdstart.loadtest.report;

import java.util.List;

/**
 * Some lines over time.
 *
 * @param unit of the values
 * @param note a sentence beneath, or empty
 * @param marks moments that all charts of a page share
 * @param budget a level to stay under, NaN for none
 */
public record Chart(
    String title,
    String unit,
    String note,
    List<Series> series,
    List<Mark> marks,
    double budget,
    boolean isLogarithmic) {
  /** How many lines can be told apart by their colour. */
  public static final int SERIES_MAX = 8;

  public Chart {
    series = List.copyOf(series);
    marks = List.copyOf(marks);
    if (series.size() > SERIES_MAX) {
      throw new IllegalArgumentException("a chart has at most " + SERIES_MAX + " lines");
    }
  }

  public static Chart linear(
      String title, String unit, String note, List<Series> series, List<Mark> marks) {
    return new Chart(title, unit, note, series, marks, Double.NaN, false);
  }

  /** For values over several magnitudes; what is not above zero is left out. */
  public static Chart logarithmic(
      String title, String unit, String note, List<Series> series, List<Mark> marks) {
    return new Chart(title, unit, note, series, marks, Double.NaN, true);
  }

  public Chart withBudget(double level) {
    return new Chart(title, unit, note, series, marks, level, isLogarithmic);
  }

  int seconds() {
    return series.stream().mapToInt(Series::length).max().orElse(0);
  }
}
