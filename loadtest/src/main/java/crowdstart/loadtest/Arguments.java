package crowdstart.loadtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The options of a command: each has a default and a meaning, and {@code --help} prints the table.
 */
final class Arguments {
  record Option(String name, String standard, String meaning) {}

  /** The command line is wrong; the message says how. */
  static final class BadArguments extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadArguments(String message) {
      super(message);
    }
  }

  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = values;
  }

  /** Reads {@code --name value} pairs. */
  static Arguments parse(List<Option> options, List<String> words) {
    Map<String, String> values = new LinkedHashMap<>();
    options.forEach(option -> values.put(option.name(), option.standard()));
    for (int i = 0; i < words.size(); i += 2) {
      String name = words.get(i).startsWith("--") ? words.get(i).substring(2) : "";
      if (!values.containsKey(name)) {
        throw new BadArguments("unknown option " + words.get(i));
      }
      if (i + 1 == words.size()) {
        throw new BadArguments("option --" + name + " needs a value");
      }
      values.put(name, words.get(i + 1));
    }
    return new Arguments(values);
  }

  static String table(List<Option> options) {
    StringBuilder table = new StringBuilder();
    for (Option option : options) {
      String standard = option.standard().isEmpty() ? "" : " [" + option.standard() + "]";
      table.append("  --%-16s %s%s%n".formatted(option.name(), option.meaning(), standard));
    }
    return table.toString();
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no option is called " + name);
    }
    return value;
  }

  boolean given(String name) {
    return !text(name).isEmpty();
  }

  /** The parts of a comma-separated value; none for an empty one. */
  List<String> list(String name) {
    return new ArrayList<>(
        Arrays.stream(text(name).split(",", -1))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList());
  }

  int whole(String name, int least, int most) {
    return (int) number(name, least, most, Integer::parseInt);
  }

  double decimal(String name, double least, double most) {
    return number(name, least, most, Double::parseDouble);
  }

  private double number(
      String name, double least, double most, Function<String, ? extends Number> parse) {
    double value;
    try {
      value = parse.apply(text(name)).doubleValue();
    } catch (NumberFormatException e) {
      throw new BadArguments("--%s is not a number: %s".formatted(name, text(name)));
    }
    if (!(value >= least && value <= most)) {
      throw new BadArguments(
          "--%s must be from %s to %s, and is %s".formatted(name, least, most, text(name)));
    }
    return value;
  }
}
