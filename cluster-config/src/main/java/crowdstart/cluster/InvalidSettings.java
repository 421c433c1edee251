package crowdstart.cluster;

import java.util.List;
import java.util.stream.Collectors;

/** Some settings break their rules; the message names every one, fit to be printed as it is. */
public final class InvalidSettings extends RuntimeException {

  /** What the process exits with when its settings are wrong. */
  public static final int EXIT_CODE = 2;

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Always an immutable list of records of strings.
  private final List<Problem> problems;

  InvalidSettings(List<Problem> problems) {
    super(describe(problems));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong, in the order of the settings table. */
  public List<Problem> problems() {
    return problems;
  }

  /** One wrong setting. The value is hidden where it may be a secret. */
  public record Problem(String name, String value, String rule, String example) {}

  private static String describe(List<Problem> problems) {
    String count =
        problems.size() == 1 ? "a setting is wrong" : problems.size() + " settings are wrong";
    return problems.stream()
        .map(problem ->
            "  %s is %s; it must be %s, for example %s=%s"
                .formatted(
                    problem.name(),
                    problem.value().isEmpty() ? "not set" : problem.value(),
                    problem.rule(),
                    problem.name(),
                    problem.example()))
        .collect(
            Collectors.joining(
                "\n",
                "Crowdstart cannot start: " + count + ".\n",
                "\nAll settings: run it with --help."));
  }
}
