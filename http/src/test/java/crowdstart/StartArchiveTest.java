package crowdstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartArchiveTest {
  private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir private Path directory;

  @Test
  void oneThatIsYoungerThanTheJarsStays() throws IOException {
    Path written = file("classes.jsa", BUILT.plusSeconds(1));
    archive().removeIfStale(List.of(file("a.jar", BUILT), file("b.jar", BUILT)));
    assertThat(written).exists();
  }

  @Test
  void oneThatIsOlderThanAJarIsTakenAway() throws IOException {
    Path written = file("classes.jsa", BUILT);
    archive().removeIfStale(List.of(file("a.jar", BUILT), file("b.jar", BUILT.plusSeconds(1))));
    assertThat(written).doesNotExist();
  }

  @Test
  void whereThereIsNoneNothingHappens() {
    archive().removeIfStale(List.of(directory.resolve("none.jar")));
  }

  @Test
  void aJvmThatWasNotToldToRecordWritesNone() {
    archive().writeIfRecorded();
    assertThat(directory).isEmptyDirectory();
  }

  private StartArchive archive() {
    return new StartArchive(directory.resolve("classes.jsa"));
  }

  private Path file(String name, Instant modified) throws IOException {
    Path file = Files.createFile(directory.resolve(name));
    return Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
