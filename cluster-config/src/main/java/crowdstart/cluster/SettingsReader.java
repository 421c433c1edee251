package crowdstart.cluster;

import crowdstart.cluster.InvalidSettings.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one setting after the other and collects what is wrong, so that all of it is told at once.
 */
final class SettingsReader {

  private final Map<String, String> environment;
  private final List<Problem> problems = new ArrayList<>();

  SettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Whether there is a value, right or wrong. */
  boolean isSet(Setting<?> setting) {
    return !text(setting).isEmpty();
  }

  private String text(Setting<?> setting) {
    return environment.getOrDefault(setting.name(), "").strip();
  }

  /** The value set, or empty when it is unset or wrong; a variable set to nothing is unset. */
  <T> Optional<T> read(Setting<T> setting) {
    String text = text(setting);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> value = setting.parser().apply(text);
    if (value.isEmpty()) {
      problem(setting, setting.secret() ? Secret.HIDDEN : "\"" + text + "\"", setting.rule());
    }
    return value;
  }

  /** The value set, or the standard one; only for settings whose standard is a value. */
  <T> T readOrStandard(Setting<T> setting) {
    return read(setting)
        .or(() -> setting.parser().apply(setting.standard()))
        .orElseThrow(() -> new IllegalStateException(setting.name() + " has no standard value"));
  }

  /** A rule that only several settings together can break. */
  void problem(Setting<?> setting, String value, String rule) {
    problems.add(new Problem(setting.name(), value, rule, setting.example()));
  }

  void throwIfWrong() {
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
  }
}
