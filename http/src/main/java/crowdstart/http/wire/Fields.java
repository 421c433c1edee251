package crowdstart.http.wire;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.campaign.FieldError;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object and collects everything wrong with them. What is wrong reads
 * as null, so that the rest is looked at as well; {@link #done} ends with all of it.
 */
public final class Fields {
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

  private static final String REQUIRED = "is required";

  private final JsonNode object;
  private final String at;
  private final List<FieldError> errors;

  private Fields(JsonNode object, String at, List<FieldError> errors, Set<String> names) {
    this.object = object;
    this.at = at;
    this.errors = errors;
    if (!object.isObject()) {
      errors.add(new FieldError(at, "must be an object"));
      return;
    }
    for (Iterator<String> given = object.fieldNames(); given.hasNext(); ) {
      String name = given.next();
      if (!names.contains(name)) {
        errors.add(new FieldError(at + "/" + escaped(name), "is not known"));
      }
    }
  }

  /** The body itself, which may have these fields and no others. */
  public static Fields of(JsonNode body, Set<String> names) {
    return new Fields(body, "", new ArrayList<>(0), names);
  }

  /** Ends with everything that was wrong, if anything was. */
  public void done() {
    if (!errors.isEmpty()) {
      throw new Refused(Problems.invalid(errors));
    }
  }

  public void wrong(String name, String detail) {
    errors.add(new FieldError(at + "/" + name, detail));
  }

  /** Whether the field is there, be it null. */
  public boolean has(String name) {
    return object.has(name);
  }

  /** An object within; null when it is not there, which is wrong. */
  public @Nullable Fields object(String name, Set<String> names) {
    JsonNode value = required(name);
    return value == null ? null : new Fields(value, at + "/" + name, errors, names);
  }

  /** The objects of a list within; empty when it is not there. */
  public List<Fields> objects(String name, int max, Set<String> names) {
    JsonNode value = object.get(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      wrong(name, "must be a list");
      return List.of();
    }
    if (value.size() > max) {
      wrong(name, "must have at most " + max + " entries");
      return List.of();
    }
    List<Fields> objects = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      objects.add(new Fields(value.get(i), at + "/" + name + "/" + i, errors, names));
    }
    return objects;
  }

  /** The strings of a list within; empty when it is not there, or has anything else in it. */
  public List<String> strings(String name, int max) {
    JsonNode value = object.get(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray() || value.size() > max) {
      wrong(name, "must be a list of at most " + max + " strings");
      return List.of();
    }
    List<String> strings = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      if (value.get(i).isTextual()) {
        strings.add(value.get(i).textValue());
      } else {
        wrong(name + "/" + i, "must be a string");
      }
    }
    return strings.size() == value.size() ? strings : List.of();
  }

  /** A line of text: not blank, with nothing that a terminal or a database would trip over. */
  public @Nullable String text(String name, int max) {
    return text(name, max, false);
  }

  /** Text that may have several lines, or none. */
  public @Nullable String lines(String name, int max) {
    return text(name, max, true);
  }

  public @Nullable Integer integer(String name, int min, int max) {
    Long value = whole(name, min, max);
    return value == null ? null : value.intValue();
  }

  public @Nullable Long whole(String name, long min, long max) {
    JsonNode value = required(name);
    if (value == null) {
      return null;
    }
    if (!value.isNumber()) {
      wrong(name, "must be a whole number");
      return null;
    }
    // First of all: of numbers with a huge exponent nothing more can be asked.
    BigDecimal number = value.decimalValue();
    if (number.compareTo(BigDecimal.valueOf(min)) < 0
        || number.compareTo(BigDecimal.valueOf(max)) > 0) {
      wrong(name, "must be from " + min + " to " + max);
      return null;
    }
    // 1.0 is as whole as 1: JSON has one kind of number.
    if (number.stripTrailingZeros().scale() > 0) {
      wrong(name, "must be a whole number");
      return null;
    }
    return number.longValueExact();
  }

  public boolean flag(String name) {
    JsonNode value = required(name);
    if (value != null && !value.isBoolean()) {
      wrong(name, "must be true or false");
    }
    return value != null && value.booleanValue();
  }

  /** A time, cut to the millisecond, as it is stored. */
  public @Nullable Instant time(String name) {
    String text = string(name);
    if (text == null) {
      return null;
    }
    try {
      if (TIME.matcher(text).matches()) {
        return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      }
    } catch (DateTimeException _) {
      // The 30th of February: told below.
    }
    wrong(name, "must be a time like 2027-06-30T20:00:00Z");
    return null;
  }

  /** Whether there is a value to read: a null reads as left out here. */
  public boolean hasValue(String name) {
    JsonNode value = object.get(name);
    return value != null && !value.isNull();
  }

  /** A string of any content; null when there is none, which is wrong. */
  public @Nullable String string(String name) {
    JsonNode value = required(name);
    if (value != null && !value.isTextual()) {
      wrong(name, "must be a string");
      return null;
    }
    return value == null ? null : value.textValue();
  }

  /** Whether text that is no field can be taken as one line of at most so many characters. */
  public static boolean isLine(String text, int max) {
    return Characters.count(text) <= max && Characters.areClean(text, false);
  }

  private @Nullable String text(String name, int max, boolean isLong) {
    String text = string(name);
    if (text == null) {
      return null;
    }
    if (Characters.count(text) > max) {
      wrong(name, "must have at most " + max + " characters");
    } else if (!isLong && text.isBlank()) {
      wrong(name, "must not be blank");
    } else if (!Characters.areClean(text, isLong)) {
      wrong(name, "must not contain control characters");
    } else {
      return text;
    }
    return null;
  }

  private @Nullable JsonNode required(String name) {
    JsonNode value = object.get(name);
    if (value == null && object.isObject()) {
      wrong(name, REQUIRED);
    }
    return value;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
