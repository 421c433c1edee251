package crowdstart.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final List<Mark> NO_MARKS = List.of();

  @Test
  void theVerdictNamesWhatIsMissed() {
    Claim held = new Claim("connected", "10", "10", true);
    Claim missed = new Claim("p99", "under 200 ms", "900 ms", false);
    assertThat(Claim.verdict(List.of(held))).isEqualTo("PASSED: all 1 budgets hold");
    assertThat(Claim.verdict(List.of(held, missed)))
        .isEqualTo("MISSED: p99: 900 ms (wanted: under 200 ms)");
    assertThat(new Page("A").verdict(List.of(held, missed)).html())
        .contains("<p class=\"verdict bad\">")
        .contains("<td class=\"good\">holds</td>")
        .contains("<td class=\"bad\">missed</td>");
  }

  @Test
  void aPageNeedsNothingFromOutside() {
    String html =
        new Page("A")
            .charts(List.of(Chart.linear("b", "c", "d", List.of(line(1, 2)), NO_MARKS)))
            .html();
    assertThat(html).doesNotContain("http").doesNotContain("<script").doesNotContain("url(");
  }

  @Test
  void whatIsWrittenCannotBecomeMarkup() {
    assertThat(new Page("<b>").paragraph("a & \"b\"").html())
        .contains("<title>&lt;b&gt;</title>")
        .contains("<p>a &amp; &quot;b&quot;</p>");
  }

  @Test
  void gapsStayGaps() {
    Series series = new Series("s", new double[] {1, Double.NaN, 3, 4});
    String svg = Plot.svg(Chart.linear("a", "b", "", List.of(series), NO_MARKS));
    String path = svg.substring(svg.indexOf("<path"), svg.indexOf("</svg>"));
    assertThat(path.substring(0, path.indexOf("/>")).chars().filter(c -> c == 'M').count())
        .isEqualTo(2);
  }

  @Test
  void zeroIsLeftOutWhereItHasNoPlace() {
    String svg = Plot.svg(Chart.logarithmic("a", "b", "", List.of(line(0, 10, 1_000)), NO_MARKS));
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void ticksAreRound() {
    assertThat(Axis.of(Chart.linear("a", "b", "", List.of(line(0, 1_870)), NO_MARKS)).ticks())
        .containsExactly(0.0, 500.0, 1_000.0, 1_500.0, 2_000.0);
    assertThat(Axis.of(Chart.logarithmic("a", "b", "", List.of(line(3, 870)), NO_MARKS)).ticks())
        .containsExactly(1.0, 10.0, 100.0, 1_000.0);
    assertThat(Axis.of(Chart.linear("a", "b", "", List.of(line(0, 0)), NO_MARKS)).to())
        .isGreaterThan(0);
  }

  @Test
  void linesBeyondWhatCanBeToldApartAreRefused() {
    assertThatThrownBy(() -> Chart.linear("a", "b", "", Collections.nCopies(9, line(1)), NO_MARKS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Series line(double... values) {
    return new Series("s", values);
  }
}
