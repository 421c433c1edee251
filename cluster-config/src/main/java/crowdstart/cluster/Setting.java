package crowdstart.cluster;

import java.util.Optional;
import java.util.function.Function;

/**
 * One setting: its name in the environment and all that is known of it before a value is.
 *
 * @param standard the value when the variable is unset or empty, as a person reads it in {@code
 *     --help}; not parsed
 * @param rule what a value must be, to complete "must be ..."
 * @param example a value that obeys the rule
 * @param secret whether a wrong value must not be repeated
 * @param parser empty when the text breaks the rule
 */
record Setting<T>(
    String name,
    Group group,
    String standard,
    String meaning,
    String rule,
    String example,
    boolean secret,
    Function<String, Optional<T>> parser) {

  /** The headings of {@code --help}, in order. */
  enum Group {
    ADDRESSES("Addresses"),
    CLUSTER("Cluster"),
    DATABASE("Database"),
    CAMPAIGNS("Campaigns and checkout"),
    PAYMENTS("Payments"),
    LIMITS("Limits"),
    LIFE("Start and stop");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** A setting of the group {@link Group#LIMITS}, from 1 up. */
  static Setting<Integer> limit(String name, int standard, int max, String meaning) {
    String text = String.valueOf(standard);
    String rule = "a whole number from 1 to " + max;
    return new Setting<>(
        name, Group.LIMITS, text, meaning, rule, text, false, Parsers.between(1, max));
  }

  /** Another setting of the same rule. */
  Setting<T> renamed(String name, String standard, String meaning) {
    return new Setting<>(name, group, standard, meaning, rule, example, secret, parser);
  }

  Setting<T> asSecret() {
    return new Setting<>(name, group, standard, meaning, rule, example, true, parser);
  }
}
