package crowdstart.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
  private static final String PART = Document.BENCH;
  private static final String BEGIN = Document.begin(PART);
  private static final String END = Document.end(PART);

  @Test
  void whatPeopleWroteStays() {
    String before = "# Mine\n\n" + BEGIN + "\nold\n" + END + "\n\nMine as well.\n";
    String after = Document.replaceGenerated(before, PART, "new");
    assertThat(after).isEqualTo("# Mine\n\n" + BEGIN + "\n\nnew\n\n" + END + "\n\nMine as well.\n");
    assertThat(Document.replaceGenerated(after, PART, "new")).isEqualTo(after);
  }

  @Test
  void aPageWithoutMarkersGetsThemAtItsEnd() {
    assertThat(Document.replaceGenerated("# Mine\n", PART, "new"))
        .startsWith("# Mine\n\n" + BEGIN)
        .contains("new")
        .endsWith(END + "\n");
  }

  @Test
  void aPageThatIsNotThereIsMade(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("docs/benchmarks.md");
    Document.replaceGenerated(file, PART, "first");
    Document.replaceGenerated(file, PART, "second");
    assertThat(Files.readString(file)).startsWith("# ").contains("second").doesNotContain("first");
  }

  @Test
  void onePartLeavesTheOtherAlone() {
    String both =
        Document.replaceGenerated(
            Document.replaceGenerated("# Mine\n", PART, "compared"), Document.PAYMENTS, "paid");
    assertThat(Document.replaceGenerated(both, Document.PAYMENTS, "paid anew"))
        .contains("compared")
        .contains("paid anew")
        .contains(Document.begin(Document.PAYMENTS));
    assertThat(Document.replaceGenerated(both, PART, "compared anew"))
        .contains("compared anew")
        .contains("\npaid\n");
  }
}
