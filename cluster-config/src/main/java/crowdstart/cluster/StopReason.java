package crowdstart.cluster;

import org.apache.pekko.actor.CoordinatedShutdown;

/**
 * Why a node stops that was not told to by a signal. Classes and not constants, because
 * shutdown.conf names them.
 */
interface StopReason extends CoordinatedShutdown.Reason {

  /** The program asked for it. */
  record Intended() implements StopReason {}

  /** It never started fully; the caller tells why and chooses the exit code. */
  record StartFailure() implements StopReason {}
}
