package crowdstart.journal;

/** A journal was asked for more at once than it lets wait. Nothing was stored. */
public final class QueueFullException extends RuntimeException {

  private static final long serialVersionUID = 1;

  QueueFullException(String what, int max) {
    super("the journal's queue is full: " + max + " " + what + " wait already");
  }
}
