package crowdstart.cluster;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

/** What is said of an environment that is refused. */
final class WrongSettings {
  private WrongSettings() {}

  /** The names of the settings that are wrong, and of no others. */
  static List<String> wrong(Map<String, String> environment) {
    return invalid(environment).problems().stream().map(InvalidSettings.Problem::name).toList();
  }

  static InvalidSettings invalid(Map<String, String> environment) {
    return catchThrowableOfType(InvalidSettings.class, () -> Settings.of(environment));
  }
}
