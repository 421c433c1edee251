package crowdstart.http.hook;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt to send. */
sealed interface HookAnswer {

  /**
   * The receiver answered.
   *
   * @param retryAfter how long it asks to be left alone
   */
  record Status(int code, Optional<Duration> retryAfter) implements HookAnswer {}

  /** It did not, or not in HTTP; it may have taken the request all the same. */
  record NoAnswer(Trouble trouble) implements HookAnswer {}

  /** One of few words, whatever the receiver says. */
  default String outcome() {
    return switch (this) {
      case Status(int code, _) -> code / 100 + "xx";
      case NoAnswer(Trouble trouble) -> trouble.label();
    };
  }

  /** Why there is no answer. */
  enum Trouble {
    UNKNOWN_HOST("unknown-host"),
    FORBIDDEN_TARGET("forbidden-target"),
    NOT_CONNECTED("not-connected"),
    TLS_FAILED("tls-failed"),
    TIMEOUT("timeout"),
    NOT_HTTP("not-http"),
    BROKEN_OFF("broken-off");

    private final String label;

    Trouble(String label) {
      this.label = label;
    }

    /** The word on the wire and in the table. */
    String label() {
      return label;
    }
  }
}
