package crowdstart.http.wire;

import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.identity.TierId;
import crowdstart.order.Backer;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/** What a list is narrowed by, from the query of its address; null for what is not given. */
public final class Filters {
  private Filters() {}

  /** The value with this label. */
  public static <T> @Nullable T oneOf(
      HttpRequest request, String name, T[] values, Function<T, String> label) {
    String text = PageQuery.parameter(request, name);
    if (text == null) {
      return null;
    }
    return Arrays.stream(values)
        .filter(value -> label.apply(value).equals(text))
        .findFirst()
        .orElseThrow(() ->
            wrong(
                name,
                "must be one of "
                    + Arrays.stream(values).map(label).collect(Collectors.joining(", "))));
  }

  public static @Nullable TierId tier(HttpRequest request) {
    String text = PageQuery.parameter(request, "tier");
    return text == null
        ? null
        : TierId.parse(text).orElseThrow(() -> wrong("tier", "must be the id of a tier"));
  }

  public static @Nullable String email(HttpRequest request) {
    String email = PageQuery.parameter(request, "email");
    if (email != null && !Fields.isLine(email, Backer.EMAIL_LENGTH_MAX)) {
      throw wrong("email", "must have 1 to " + Backer.EMAIL_LENGTH_MAX + " characters");
    }
    return email;
  }

  public static @Nullable String country(HttpRequest request) {
    String country = PageQuery.parameter(request, "country");
    if (country != null && !Countries.contain(country)) {
      throw wrong("country", "must be an ISO 3166-1 code of two capitals");
    }
    return country;
  }

  private static Refused wrong(String name, String detail) {
    return new Refused(Problems.invalid("/" + name, detail));
  }
}
