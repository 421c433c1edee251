package crowdstart.http.creator;

import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Knows the creators by their tokens; or knows none, and then takes everyone for one. */
public final class Creators {
  private static final String SCHEME = "bearer ";

  private final Map<String, byte[]> tokens;

  private Creators(Map<String, byte[]> tokens) {
    this.tokens = tokens;
  }

  /** No tokens: whoever can connect may run every campaign. */
  public static Creators anyone() {
    return new Creators(Map.of());
  }

  /**
   * Creators with a token each.
   *
   * @param entries {@code name=token}; the name is what their campaigns have as {@code creator}
   */
  public static Creators of(List<String> entries) {
    Map<String, byte[]> tokens = new LinkedHashMap<>();
    for (String entry : entries) {
      int sign = entry.indexOf('=');
      if (sign < 1 || sign == entry.length() - 1) {
        throw new IllegalArgumentException("a creator's token is given as name=token");
      }
      tokens.put(
          entry.substring(0, sign).strip(),
          entry.substring(sign + 1).strip().getBytes(StandardCharsets.UTF_8));
    }
    return new Creators(tokens);
  }

  /**
   * The creator who sent a request; null when creators have no tokens.
   *
   * @throws Refused unauthenticated, when they have and none came
   */
  public @Nullable String require(HttpRequest request) {
    if (tokens.isEmpty()) {
      return null;
    }
    String value = Headers.value(request, "authorization");
    if (value != null && value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      String name = named(value.substring(SCHEME.length()).strip());
      if (name != null) {
        return name;
      }
    }
    throw new Refused(Problems.unauthenticated());
  }

  /**
   * Ends a request that is about another creator's campaign.
   *
   * @param creator who sent it; null when creators have no tokens
   * @param owner whose the campaign is
   */
  public static void requireOwner(@Nullable String creator, String owner) {
    if (creator != null && !creator.equals(owner)) {
      throw new Refused(Problems.of(ProblemType.FORBIDDEN, null));
    }
  }

  /** Looks at every token, however early one fits, so that time tells nothing. */
  private @Nullable String named(String token) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    String found = null;
    for (Map.Entry<String, byte[]> creator : tokens.entrySet()) {
      if (MessageDigest.isEqual(creator.getValue(), given)) {
        found = creator.getKey();
      }
    }
    return found;
  }
}
