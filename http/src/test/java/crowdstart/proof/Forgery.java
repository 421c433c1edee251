package crowdstart.proof;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that is not the provider's, or not of now.
 *
 * @param signature null for none at all
 */
record Forgery(Kind kind, String body, @Nullable String signature) {
  static final List<Kind> KINDS = List.of(Kind.values());

  /** What is wrong with it. */
  enum Kind {
    NO_SIGNATURE,
    EMPTY,
    GARBAGE,
    OTHER_SECRET,
    CODE_OF_OTHER_BODY,
    CODE_OF_OTHER_TIME,
    CODE_FLIPPED,
    CODE_CUT,
    CODE_IN_CAPITALS,
    OTHER_SCHEME,
    MANY_CODES,
    TWO_TIMES,
    NO_TIME,
    STALE,
    FUTURE
  }

  /** Of an event that would mean something, if it were signed. */
  static Forgery of(Kind kind, String secret, long now, String body, SplittableRandom random) {
    String code = SignedWebhook.code(secret, now, body);
    String t = "t=" + now;
    return switch (kind) {
      case NO_SIGNATURE -> new Forgery(kind, body, null);
      case EMPTY -> new Forgery(kind, body, " ");
      case GARBAGE -> new Forgery(kind, body, garbage(random));
      case OTHER_SECRET ->
          new Forgery(kind, body, SignedWebhook.header(secret + random.nextInt(9), now, body));
      case CODE_OF_OTHER_BODY ->
          new Forgery(kind, body + " ".repeat(1 + random.nextInt(5)), t + ",v1=" + code);
      case CODE_OF_OTHER_TIME ->
          new Forgery(kind, body, "t=" + (now - 1 - random.nextInt(200)) + ",v1=" + code);
      case CODE_FLIPPED -> new Forgery(kind, body, t + ",v1=" + flipped(code, random));
      case CODE_CUT -> new Forgery(kind, body, t + ",v1=" + code.substring(random.nextInt(1, 64)));
      case CODE_IN_CAPITALS ->
          new Forgery(kind, body, t + ",v1=" + "AB" + code.toUpperCase(java.util.Locale.ROOT));
      case OTHER_SCHEME -> new Forgery(kind, body, t + ",v0=" + code);
      case MANY_CODES ->
          new Forgery(
              kind, body, t + (",v1=" + flipped(code, random)).repeat(random.nextInt(2, 40)));
      case TWO_TIMES -> new Forgery(kind, body, t + ",t=" + (now + 1) + ",v1=" + code);
      case NO_TIME -> new Forgery(kind, body, "v1=" + code);
      case STALE ->
          new Forgery(
              kind,
              body,
              SignedWebhook.header(secret, now - 310 - random.nextLong(100_000_000), body));
      case FUTURE ->
          new Forgery(
              kind,
              body,
              SignedWebhook.header(secret, now + 330 + random.nextLong(100_000_000), body));
    };
  }

  private static String flipped(String code, SplittableRandom random) {
    int at = random.nextInt(code.length());
    char other = code.charAt(at) == 'a' ? 'b' : 'a';
    return code.substring(0, at) + other + code.substring(at + 1);
  }

  private static String garbage(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(1, 300);
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(' ' + 1, '~'));
    }
    return text.toString();
  }
}
