package crowdstart.cluster;

import org.jspecify.annotations.Nullable;

/** The node cannot start, for a reason outside it; the message is one line for the operator. */
public final class StartFailed extends RuntimeException {

  /** What the process exits with when it cannot start. */
  public static final int EXIT_CODE = 1;

  private static final long serialVersionUID = 1L;

  public StartFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** An address that somebody else listens on; {@code setting} is the one that would change it. */
  public static StartFailed portInUse(
      String setting, Endpoint endpoint, @Nullable Throwable cause) {
    return new StartFailed(
        "Cannot start: %s is in use by another process. Stop that, or set %s to a free port."
            .formatted(endpoint, setting),
        cause);
  }
}
