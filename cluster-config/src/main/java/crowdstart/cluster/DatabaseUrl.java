package crowdstart.cluster;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The setting DATABASE_URL taken apart: where the database is, and who to be there.
 *
 * <p>Takes the form that platforms hand out, {@code postgresql://user:password@host:port/name}, and
 * the form of the driver, {@code jdbc:postgresql://host:port/name?user=...}.
 */
record DatabaseUrl(String jdbcUrl, Optional<String> user, Optional<Secret> password) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://"
              + "(?:(?<user>[^:@/?#]+)(?::(?<password>[^@/?#]*))?@)?"
              + "(?<hosts>[^@/?#\\s]+)/(?<name>[^/?#\\s]+)"
              + "(?:\\?(?<parameters>[^#\\s]*))?");

  static Optional<DatabaseUrl> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(from(matcher));
    } catch (IllegalArgumentException badPercentEncoding) {
      return Optional.empty();
    }
  }

  private static DatabaseUrl from(Matcher matcher) {
    Optional<String> user = Optional.ofNullable(matcher.group("user")).map(DatabaseUrl::decoded);
    Optional<String> password =
        Optional.ofNullable(matcher.group("password")).map(DatabaseUrl::decoded);
    List<String> kept = new ArrayList<>();
    for (String parameter : parameters(matcher)) {
      if (parameter.startsWith("user=")) {
        user = Optional.of(decoded(parameter.substring("user=".length())));
      } else if (parameter.startsWith("password=")) {
        password = Optional.of(decoded(parameter.substring("password=".length())));
      } else {
        kept.add(parameter);
      }
    }
    String address = "jdbc:postgresql://" + matcher.group("hosts") + "/" + matcher.group("name");
    String jdbcUrl = kept.isEmpty() ? address : address + "?" + String.join("&", kept);
    return new DatabaseUrl(jdbcUrl, user, password.map(Secret::new));
  }

  private static List<String> parameters(Matcher matcher) {
    String parameters = matcher.group("parameters");
    return parameters == null || parameters.isEmpty()
        ? List.of()
        : List.of(parameters.split("&", -1));
  }

  /** Unlike in a form, a plus sign in a URL's user or password stands for itself. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
