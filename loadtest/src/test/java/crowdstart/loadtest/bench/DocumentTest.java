package crowdstart.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
  @Test
  void whatPeopleWroteStays() {
    String before =
        "# Mine\n\n" + Document.BEGIN + "\nold\n" + Document.END + "\n\nMine as well.\n";
    String after = Document.replaceGenerated(before, "new");
    assertThat(after)
        .isEqualTo(
            "# Mine\n\n" + Document.BEGIN + "\n\nnew\n\n" + Document.END + "\n\nMine as well.\n");
    assertThat(Document.replaceGenerated(after, "new")).isEqualTo(after);
  }

  @Test
  void aPageWithoutMarkersGetsThemAtItsEnd() {
    assertThat(Document.replaceGenerated("# Mine\n", "new"))
        .startsWith("# Mine\n\n" + Document.BEGIN)
        .contains("new")
        .endsWith(Document.END + "\n");
  }

  @Test
  void aPageThatIsNotThereIsMade(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("docs/benchmarks.md");
    Document.replaceGenerated(file, "first");
    Document.replaceGenerated(file, "second");
    assertThat(Files.readString(file)).startsWith("# ").contains("second").doesNotContain("first");
  }
}
