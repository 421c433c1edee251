package crowdstart.cluster;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From a setting's text to its value; empty when the text breaks the rule. */
final class Parsers {

  static final int PORT_MAX = 65_535;

  /** A number with more digits than any limit has; it keeps parsing free of overflow. */
  private static final int DIGITS_MAX = 9;

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})|[0-9a-fA-F:]{2,45}");

  private static final Pattern HOST_AND_PORT =
      Pattern.compile(
          "(?:\\[(?<six>[0-9a-fA-F:]{2,45})]|(?<host>[A-Za-z0-9][A-Za-z0-9.-]{0,252})):(?<port>\\d{1,5})");

  private Parsers() {}

  static Function<String, Optional<String>> matching(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return text -> Optional.of(text).filter(pattern.asMatchPredicate());
  }

  static Optional<String> host(String text) {
    return Optional.of(text).filter(HOST.asMatchPredicate());
  }

  static Optional<String> hostOfThisNode(String text) {
    return host(text).filter(host -> !Endpoint.isWildcard(host));
  }

  /** A scheme, a host and perhaps a port, and nothing else. */
  static Optional<URI> httpAddress(String text) {
    try {
      URI uri = new URI(text);
      boolean isAddress =
          ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && (uri.getPath() == null || uri.getPath().isEmpty())
              && uri.getQuery() == null
              && uri.getFragment() == null;
      return isAddress ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  static Function<String, Optional<Integer>> between(int min, int max) {
    return text ->
        text.matches("\\d{1," + DIGITS_MAX + "}")
            ? Optional.of(Integer.valueOf(text)).filter(number -> number >= min && number <= max)
            : Optional.empty();
  }

  static Function<String, Optional<Duration>> between(Duration min, Duration max) {
    return text -> {
      try {
        return Optional.of(Duration.parse(text))
            .filter(length -> length.compareTo(min) >= 0 && length.compareTo(max) <= 0);
      } catch (DateTimeParseException | ArithmeticException notADuration) {
        return Optional.empty();
      }
    };
  }

  static Optional<Boolean> yesOrNo(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Optional<Endpoint> endpoint(String text) {
    Matcher matcher = HOST_AND_PORT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = matcher.group("six") == null ? matcher.group("host") : matcher.group("six");
    return between(1, PORT_MAX).apply(matcher.group("port")).map(port -> new Endpoint(host, port));
  }

  /** Every item must obey the parser; the list has at most {@code sizeMax} items, none twice. */
  static <T> Function<String, Optional<List<T>>> listOf(
      Function<String, Optional<T>> item, int sizeMax) {
    return text -> {
      List<T> items = new ArrayList<>();
      for (String part : text.split(",", -1)) {
        Optional<T> parsed = item.apply(part.strip());
        if (parsed.isEmpty() || items.contains(parsed.get()) || items.size() == sizeMax) {
          return Optional.empty();
        }
        items.add(parsed.get());
      }
      return Optional.of(List.copyOf(items));
    };
  }
}
