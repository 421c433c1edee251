package crowdstart.http.creator;

import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Knows who may run campaigns by their tokens: creators each their own, operators all of them. Or
 * knows nobody, and then takes everyone for an operator.
 */
public final class Creators {
  private static final String SCHEME = "bearer ";

  /**
   * Whose a token is.
   *
   * @param name of the creator, whose campaigns have it as {@code creator}; null for an operator
   */
  public record Token(String value, @Nullable String name) {
    @Override
    public String toString() {
      return "Token[" + name + "]";
    }
  }

  private final List<Token> tokens;

  private Creators(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** No tokens: whoever can connect may run every campaign. */
  public static Creators anyone() {
    return new Creators(List.of());
  }

  /** People with a token each. */
  public static Creators of(List<Token> tokens) {
    return new Creators(List.copyOf(tokens));
  }

  /**
   * The creator who sent a request; null for an operator, and when there are no tokens.
   *
   * @throws Refused unauthenticated, when there are and none came
   */
  public @Nullable String require(HttpRequest request) {
    if (tokens.isEmpty()) {
      return null;
    }
    String value = Headers.value(request, "authorization");
    if (value != null && value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      Token token = find(value.substring(SCHEME.length()).strip());
      if (token != null) {
        return token.name();
      }
    }
    throw new Refused(Problems.unauthenticated());
  }

  /**
   * Whose campaigns a request may see all of, by the names of their creators: nobody's, for one
   * that came without a token and may.
   *
   * @throws Refused unauthenticated, when it came with one that is nobody's
   */
  public Predicate<String> sees(HttpRequest request) {
    if (!tokens.isEmpty() && Headers.count(request, "authorization") == 0) {
      return _ -> false;
    }
    String name = require(request);
    return owner -> name == null || name.equals(owner);
  }

  /**
   * Ends a request that is about another creator's campaign.
   *
   * @param creator who sent it; null for whoever may run them all
   * @param owner whose the campaign is
   */
  public static void requireOwner(@Nullable String creator, String owner) {
    if (creator != null && !creator.equals(owner)) {
      throw new Refused(Problems.of(ProblemType.FORBIDDEN, null));
    }
  }

  /** Looks at every token, however early one fits, so that time tells nothing. */
  private @Nullable Token find(String text) {
    byte[] given = text.getBytes(StandardCharsets.UTF_8);
    Token found = null;
    for (Token token : tokens) {
      if (MessageDigest.isEqual(token.value().getBytes(StandardCharsets.UTF_8), given)) {
        found = token;
      }
    }
    return found;
  }
}
