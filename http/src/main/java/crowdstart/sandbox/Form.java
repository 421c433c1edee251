package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of a call, from its query or its body: Stripe writes both as a form. */
final class Form {
  static final int FIELDS_MAX = 200;
  static final int METADATA_KEYS_MAX = 50;
  static final int METADATA_KEY_LENGTH_MAX = 40;
  static final int METADATA_VALUE_LENGTH_MAX = 500;

  private static final Pattern METADATA = Pattern.compile("metadata\\[([^\\[\\]]+)]");

  /** Sorted, so that equal parameters have equal fingerprints. */
  private final Map<String, String> fields;

  private Form(Map<String, String> fields) {
    this.fields = fields;
  }

  static Form parse(String text) {
    Map<String, String> fields = new TreeMap<>();
    if (text.isEmpty()) {
      return new Form(fields);
    }
    for (String pair : text.split("&", FIELDS_MAX + 1)) {
      int equals = pair.indexOf('=');
      if (equals < 1 || fields.size() == FIELDS_MAX) {
        throw Problem.invalid(null, null, "The parameters are not a form.");
      }
      fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }
    return new Form(fields);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw Problem.invalid(null, null, "The parameters are not a form.");
    }
  }

  /** Refuses whatever else there is. A list's name stands for its items. */
  Form only(String... names) {
    Set<String> known = Set.of(names);
    for (String field : fields.keySet()) {
      int bracket = field.indexOf('[');
      String name = bracket < 0 ? field : field.substring(0, bracket);
      if (!known.contains(name)) {
        throw Problem.invalid("parameter_unknown", name, "Received unknown parameter: " + name);
      }
    }
    return this;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }

  String required(String name) {
    return text(name)
        .orElseThrow(() ->
            Problem.invalid("parameter_missing", name, "Missing required param: " + name + "."));
  }

  boolean isTrue(String name) {
    return text(name).filter("true"::equals).isPresent();
  }

  /** A whole number from 1. */
  long positive(String name) {
    String text = required(name);
    try {
      long number = Long.parseLong(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException notWhole) {
      throw Problem.invalid("parameter_invalid_integer", name, "Invalid integer: " + text);
    }
    throw Problem.invalid(
        "parameter_invalid_integer", name, "This value must be greater than or equal to 1.");
  }

  Optional<Long> number(String name) {
    return text(name).map(_ -> positive(name));
  }

  /** The items of a list, whichever of the two ways it is written in. */
  List<String> list(String name) {
    return fields.entrySet().stream()
        .filter(field -> field.getKey().startsWith(name + "["))
        .map(Map.Entry::getValue)
        .toList();
  }

  ObjectNode metadata() {
    ObjectNode metadata = Json.object();
    fields.forEach((name, value) -> {
      Matcher matcher = METADATA.matcher(name);
      if (matcher.matches()) {
        String key = matcher.group(1);
        if (key.length() > METADATA_KEY_LENGTH_MAX
            || value.length() > METADATA_VALUE_LENGTH_MAX
            || metadata.size() == METADATA_KEYS_MAX) {
          throw Problem.invalid(null, "metadata", "The metadata is too large.");
        }
        metadata.put(key, value);
      }
    });
    return metadata;
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
