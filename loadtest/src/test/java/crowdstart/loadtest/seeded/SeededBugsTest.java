package crowdstart.loadtest.seeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.loadtest.check.Checkers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every seeded bug still fits the product's sources: one that does not would prove nothing. */
class SeededBugsTest {
  /** Maven runs the tests in the module's own directory. */
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path directory;

  static List<SeededBug> bugs() {
    return SeededBugs.ALL.stream().filter(bug -> !bug.isControl()).toList();
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void fitsAndCompiles(SeededBug bug) throws Exception {
    Path classes = Patch.compile(bug, PROJECT, directory);

    try (var made = Files.walk(classes)) {
      assertThat(made.filter(file -> file.toString().endsWith(".class"))).isNotEmpty();
    }
  }

  @Test
  void thereAreEnoughAndEachNamesAChecker() {
    assertThat(bugs()).hasSizeGreaterThanOrEqualTo(15);
    assertThat(bugs()).allSatisfy(bug -> assertThat(Checkers.names()).contains(bug.caughtBy()));
    assertThat(bugs()).extracting(SeededBug::name).doesNotHaveDuplicates();
  }

  @Test
  void everyProvocationHasItsControl() {
    Set<Provocation> controlled =
        SeededBugs.ALL.stream()
            .filter(SeededBug::isControl)
            .map(SeededBug::provocation)
            .collect(Collectors.toSet());

    assertThat(bugs()).extracting(SeededBug::provocation).isSubsetOf(controlled);
  }

  @Test
  void anEditThatNoLongerFitsFails() {
    SeededBug outdated =
        new SeededBug(
            "outdated",
            "nothing",
            "stock",
            Provocation.NONE,
            List.of(new SeededBug.Edit("pom.xml", "this is not in there", "")));

    assertThatThrownBy(() -> Patch.compile(outdated, PROJECT, directory))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("outdated is out of date");
  }
}
