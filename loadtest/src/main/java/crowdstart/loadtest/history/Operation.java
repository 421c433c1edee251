package crowdstart.loadtest.history;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing that a client asked, and what it was told.
 *
 * @param number of the operation in its history
 * @param client who asked; one client asks one thing at a time
 * @param node who was asked: a base address
 * @param subject see {@link Kind}; empty where there is none
 * @param key see {@link Kind}; empty where there is none
 * @param asked the body of the request; empty where there is none
 * @param invoked nanoseconds since the run began, on the one clock of the run
 * @param completed likewise, when the answer or its absence was known
 * @param status of HTTP; 0 when there was no answer
 * @param refusal the type of the problem; empty when there was none
 * @param isReplayed whether the answer says that it is a repeat of an earlier one
 * @param answer the body; a null node when there was none, or one that is not JSON
 */
public record Operation(
    long number,
    int client,
    Kind kind,
    String node,
    String subject,
    String key,
    String asked,
    long invoked,
    long completed,
    Outcome outcome,
    int status,
    String refusal,
    boolean isReplayed,
    JsonNode answer) {

  /** What makes two operations the same request, so that the later one repeats the earlier. */
  public record Identity(Kind kind, String subject, String key, String asked) {}

  public Identity identity() {
    // A campaign cannot be created under a key: its body may differ in the deadline.
    return new Identity(kind, subject, key, kind == Kind.CREATE_CAMPAIGN ? "" : asked);
  }

  public boolean isDone() {
    return outcome == Outcome.DONE;
  }

  public boolean isKnown() {
    return outcome != Outcome.UNKNOWN;
  }

  /** Whether it had ended when the other began. */
  public boolean isBefore(Operation other) {
    return completed < other.invoked;
  }

  @Override
  public String toString() {
    return "#%d client %d %s %s %s at %s, %.3f to %.3f s: %s %d %s"
        .formatted(
            number,
            client,
            kind,
            subject,
            key,
            node,
            invoked / 1e9,
            completed / 1e9,
            outcome,
            status,
            refusal);
  }
}
