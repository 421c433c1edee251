package crowdstart.loadtest.client;

import java.nio.ByteBuffer;

/** What is asked of the server. Called on the drivers' threads. */
public interface Traffic {
  /**
   * Writes the request with this number, counted from 0 over all threads, as sent to this server.
   */
  void encode(long number, int server, ByteBuffer out);

  /** Whether somebody will look at the body of the answer; bodies of refusals are always read. */
  boolean wantsBody(long number);

  /**
   * Called with every success; {@code nanos} counts from the start of the run, the body is empty
   * unless wanted.
   */
  void succeeded(long number, long nanos, Body body);
}
