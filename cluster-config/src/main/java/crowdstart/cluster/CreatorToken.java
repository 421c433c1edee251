package crowdstart.cluster;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token that opens the creators' routes.
 *
 * @param name of the creator whose campaigns it opens; empty for an operator's, which opens all
 */
public record CreatorToken(Optional<String> name, Secret token) {
  private static final Pattern NAMED =
      Pattern.compile("(?<name>[A-Za-z0-9._~+/-]{1,100})=(?<token>[A-Za-z0-9._~+/=-]{16,200})");

  /** With a sign of equality it could be a name whose token was left out, or cut off. */
  private static final Pattern NAMELESS = Pattern.compile("[A-Za-z0-9._~+/-]{16,200}");

  static Optional<CreatorToken> parse(String text) {
    Matcher named = NAMED.matcher(text);
    if (named.matches()) {
      return Optional.of(
          new CreatorToken(Optional.of(named.group("name")), new Secret(named.group("token"))));
    }
    return Optional.of(text)
        .filter(NAMELESS.asMatchPredicate())
        .map(token -> new CreatorToken(Optional.empty(), new Secret(token)));
  }
}
