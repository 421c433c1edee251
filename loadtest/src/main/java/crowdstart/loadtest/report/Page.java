package crowdstart.loadtest.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A report, put together from top to bottom. */
public final class Page {
  private final String title;
  private final StringBuilder body = new StringBuilder();

  public Page(String title) {
    this.title = title;
  }

  /** The verdict, and the claims that it comes from. */
  public Page verdict(List<Claim> claims) {
    body.append(
        "<p class=\"verdict %s\">%s</p>%n"
            .formatted(Claim.allHold(claims) ? "good" : "bad", Html.escape(Claim.verdict(claims))));
    body.append("<table><tr><th>budget</th><th>wanted</th><th>found</th><th></th></tr>\n");
    for (Claim claim : claims) {
      body.append(
          "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"%s\">%s</td></tr>%n"
              .formatted(
                  Html.escape(claim.name()),
                  Html.escape(claim.wanted()),
                  Html.escape(claim.found()),
                  claim.holds() ? "good" : "bad",
                  claim.holds() ? "holds" : "missed"));
    }
    body.append("</table>\n");
    return this;
  }

  public Page heading(String text) {
    body.append("<h2>").append(Html.escape(text)).append("</h2>\n");
    return this;
  }

  public Page paragraph(String text) {
    body.append("<p>").append(Html.escape(text)).append("</p>\n");
    return this;
  }

  /** The first column is text, the others are numbers. */
  public Page table(List<String> head, List<List<String>> rows) {
    body.append("<table class=\"numbers\"><tr>");
    head.forEach(cell -> body.append("<th>").append(Html.escape(cell)).append("</th>"));
    body.append("</tr>\n");
    for (List<String> row : rows) {
      body.append("<tr>");
      row.forEach(cell -> body.append("<td>").append(Html.escape(cell)).append("</td>"));
      body.append("</tr>\n");
    }
    body.append("</table>\n");
    return this;
  }

  /** Two beside each other where there is room. */
  public Page charts(List<Chart> charts) {
    body.append("<div class=\"charts\">\n");
    charts.forEach(this::chart);
    body.append("</div>\n");
    return this;
  }

  private void chart(Chart chart) {
    body.append(
        "<figure><figcaption><b>%s</b> <span class=\"unit\">%s</span></figcaption>%n<p class=\"legend\">"
            .formatted(Html.escape(chart.title()), Html.escape(chart.unit())));
    for (int i = 0; i < chart.series().size(); i++) {
      body.append(
          "<span><i class=\"c%d\"></i>%s</span> "
              .formatted(i + 1, Html.escape(chart.series().get(i).name())));
    }
    body.append("</p>\n").append(Plot.svg(chart));
    if (!chart.note().isEmpty()) {
      body.append("<p class=\"note\">").append(Html.escape(chart.note())).append("</p>");
    }
    body.append("</figure>\n");
  }

  public String html() {
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>%s</title>
    <style>
    %s</style></head><body><main>
    <h1>%s</h1>
    %s</main></body></html>
    """
        .formatted(Html.escape(title), style(), Html.escape(title), body);
  }

  public void write(Path file) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, html());
    } catch (IOException e) {
      throw new UncheckedIOException("the report could not be written to " + file, e);
    }
  }

  private static String style() {
    try (InputStream style =
        Objects.requireNonNull(Page.class.getResourceAsStream("report.css"), "report.css")) {
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
